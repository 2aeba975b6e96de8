"""Who could go where, who fits whom, who could feed whom: pure calculation, without a database.

Plain frozen dataclasses go in and come out. The same input gives the same answer, in whatever order
it comes. Nothing here decides: a person does (docs/decisions/0024-matching.md).
"""
