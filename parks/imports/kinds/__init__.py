"""The sorts of lists: what they hold, and how a row is compared with what is there."""
