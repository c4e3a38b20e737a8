"""What was recommended, what it came from and became, and how far it has come."""
