"""Who takes part, and what of it may be shown to whom."""
