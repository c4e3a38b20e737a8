"""Talk pages as DiscussionTools reads them: text in, threads and comments out. Pure."""
