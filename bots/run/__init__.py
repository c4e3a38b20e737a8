"""From a plan to saved pages, and back."""
