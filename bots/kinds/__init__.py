"""What a region can show: one file a kind."""
