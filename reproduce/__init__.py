"""Makes the snapshot again, and three headlines with another library. Imports nothing of the ingest or the metrics."""
