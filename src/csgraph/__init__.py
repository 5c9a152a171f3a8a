"""csgraph: activity reports in, an evidenced knowledge graph out."""
