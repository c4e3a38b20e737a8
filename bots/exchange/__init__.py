"""What goes out in other formats and comes in from them: pages to rows, rows to Parquet."""
