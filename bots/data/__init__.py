"""Generated facts about languages and wikis."""
