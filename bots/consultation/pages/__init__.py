"""What people write on pages of their own: headings, lists, tables, members."""
