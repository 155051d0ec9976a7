"""Plans the project brings along as structured definitions, told in its own words."""
