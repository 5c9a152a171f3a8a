"""``python -m benchmarks`` measures and writes docs/performance.md."""

from benchmarks.run import main

main()
