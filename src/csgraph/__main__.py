"""python -m csgraph"""

from csgraph.cli import main

main(prog_name="csgraph")
