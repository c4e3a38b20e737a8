"""The model of a consultation: what is counted and what is true of it now. Pure."""
