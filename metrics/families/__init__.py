"""Families of like metrics: one module holds a table with a row for each."""
