"""The dictionary explains every table, column, measure and symbol that leaves the house."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import links
from metrics import catalogue, compute, registry, tables


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def test_the_dictionary_has_every_table_column_measure_and_symbol(client: FlaskClient) -> None:
    text = unescape(client.get(links.DICTIONARY).get_data(as_text=True))
    for each in catalogue.tables():
        part = text.partition(f"<code>{each.name}</code></summary>")[2].partition("</details>")[0]
        assert each.description in part
        if each.kind != "wide":
            assert all(f"<code>{column.name}</code>" in part for column in each.columns), each.name
    for metric_id in registry.all_metrics():
        is_there = f'<span class="file">{metric_id}</span>' in text
        assert is_there != bool(compute.waiting_for(metric_id)), metric_id
    for row in tables.reference("symbols").itertuples():
        assert f"<code>{row.symbol}</code>" in text
        assert row.explanation in text


def test_a_wide_table_explains_its_columns_on_its_page(client: FlaskClient) -> None:
    for each in catalogue.tables():
        if each.kind == "wide" and each.rows < 2000:
            text = unescape(client.get(links.data_table(each.name)).get_data(as_text=True))
            assert all(f"<code>{column.name}</code>" in text for column in each.columns), each.name
