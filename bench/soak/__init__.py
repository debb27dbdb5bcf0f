"""The dashboard under load for a long time, while replicas fall over and data are replaced: python -m bench.soak"""
