"""Files from outside that become parks.

Each step is a function of its own, so that a command and a page use the same ones: `table` turns
bytes into rows of text, `rows` turns text into facts or reasons, `verdicts` compares facts with
what is known, `register` reads and writes the database.
"""
