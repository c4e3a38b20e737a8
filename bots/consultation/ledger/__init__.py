"""Statements: what accounts for which comments, what people made of them, and the proof."""
