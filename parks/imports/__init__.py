"""Files from outside that become rows.

`files` turns bytes into cells and shapes, `mapping` says which column is what, `cells` reads one
cell, `kinds` knows what a list of companies, plots or parks holds and compares each row with what
is there, `plan` keeps the verdicts for people to look at, `writing` and `undoing` change the
database in bulk. `working` puts them in order. A page, a command and a worker use the same ones.
"""
