"""Pages of the room of pledges."""
