"""The ingest: published statistics in, tidy tables out; the only part that writes `data/`."""
