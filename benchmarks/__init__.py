"""Measures csgraph beside its peers; `make bench` runs it and writes docs/performance.md."""
