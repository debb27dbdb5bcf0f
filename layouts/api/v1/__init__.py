"""The public API: the figures and what belongs to them as JSON and CSV, with an OpenAPI document of its own."""

from layouts.api.v1.serve import blueprint

__all__ = ["blueprint"]
