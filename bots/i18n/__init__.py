"""The words that readers see, in the JSON format of translatewiki."""
