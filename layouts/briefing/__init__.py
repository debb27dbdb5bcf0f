"""One page about a council, or about England, to print and take to a meeting: as a page of the site and as a PDF."""
