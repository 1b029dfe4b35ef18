"""`python -m planbuilder` is the same as the command `planbuilder`."""

from planbuilder.cli import main

main()
