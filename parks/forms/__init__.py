"""What people type about a park, and what they are told when it is wrong."""
