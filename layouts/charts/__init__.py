"""Chart kinds, one module each: `draw(rows, metric, options) -> figure`, where a figure is a plain dictionary.

Building a `go.Figure` costs most of a callback, so none is built; the dictionaries are cached by who asks for them
and must not be changed. `rows` are those of `layouts.rows`, already filtered. The small kinds, `strip` and
`sparkline`, return SVG text instead.
"""
