"""How quick and how light the dashboard is, beside an empty one, on this machine: python -m bench."""
