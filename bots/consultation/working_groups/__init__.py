"""Working groups, from their own pages."""
