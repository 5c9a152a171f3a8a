"""The roles that the organizations of a sentence have in its events.

Each layer builds on those before it: state → filling → clauses → subjects → cues → reader.
"""
