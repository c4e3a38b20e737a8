"""Pages that people wrote by hand, taken on as records."""
