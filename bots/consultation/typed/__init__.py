"""What was typed in a spreadsheet, and what a spreadsheet made of the rest."""
