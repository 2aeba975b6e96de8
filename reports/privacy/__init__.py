"""What is stored about a person: the register of it, reading it for her, erasing it."""
