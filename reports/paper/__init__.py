"""A roadmap document as printed pages: rows, visuals and HTML. Knows nothing of PDF."""
