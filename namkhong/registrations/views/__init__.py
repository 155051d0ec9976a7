"""Pages of the registrations."""
