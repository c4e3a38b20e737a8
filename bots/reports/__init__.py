"""Reports of a consultation: its values, its figures and its page. Pure."""
