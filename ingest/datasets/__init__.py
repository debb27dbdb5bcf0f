"""One module per published dataset; each holds a `DATASET` and nothing imports another."""
