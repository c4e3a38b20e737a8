"""Rows and the comments that they are about, brought together again after pages changed."""
