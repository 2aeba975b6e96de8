"""Long work that outlives its request: the row, the message that wakes a worker, the work."""
