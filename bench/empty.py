"""The least that Dash can do: one page whose callback returns the word it was given."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Location(id="place"), html.Main(id="page")])
server = app.server


@app.callback(Output("page", "children"), Input("place", "pathname"))
def page(pathname: str) -> str:
    return pathname
