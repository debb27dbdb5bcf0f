"""The data package: every table of `metrics.catalogue` as files, with what is needed to read, check and cite them."""
