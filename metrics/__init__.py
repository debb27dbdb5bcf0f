"""Figures from the tidy tables: what is measured, how it is worked out, and how places and years compare."""
