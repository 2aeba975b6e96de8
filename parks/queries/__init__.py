"""Read models of a park; screen, file and mail read the same ones."""
