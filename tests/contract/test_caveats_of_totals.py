"""England's figure of a year has its notes in the lottery's tables, and totals with doubted zeros have theirs."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import rows, words
from layouts.api import lottery as spreads
from layouts.parts import cards
from metrics import __main__ as command_line
from metrics import areas, caveats, compute, headlines, registry
from metrics.numbers import half_up
from tests.contract.test_caveats_on_pages import (
    APPEALS,
    ENGLAND,
    ON_ENGLAND_2025,
    ON_TIME,
    REFUSED,
    plain,
    row_of,
    shown,
    told,
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize(
    ("metric", "about"),
    [
        (ON_TIME, f"England, 2025: {told(ON_ENGLAND_2025)}"),
        (APPEALS, f"England, 2024: {told('tribunal_2024_england')}"),
    ],
)
def test_every_year_of_the_lottery_tells_what_to_know_of_england(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], metric: str, about: str
) -> None:
    """The part of the page, the file and the command line each give England's figure of a year."""
    html = client.get(spreads.address(spreads.YEARS, metric)).get_data(as_text=True)
    table, _, notes_under = html.partition("</table>")
    own = {each.period for each in rows.of_place(metric, ENGLAND) if words.is_caveated(each)}
    marked = {line[:4] for line in re.findall(r'scope="row">(.*?)</tr>', table) if "read with care" in line}
    assert marked
    assert marked == own & {line[:4] for line in re.findall(r'scope="row">(.*?)</tr>', table)}
    assert about in plain(notes_under)
    file = client.get(spreads.address(spreads.FILE, metric)).get_data(as_text=True)
    for row in csv.DictReader(io.StringIO(file)):
        keys = compute.in_period(metric, row["period"])[ENGLAND]["caveats"]
        assert row["england_caveats"] == keys
        assert row["england_caveats_in_words"] == " ".join(
            caveats.text(key) for key in keys.split(";") if key
        )
    assert command_line.main(["variation", metric]) == 0
    assert f"caveat: {about}" in " ".join(capsys.readouterr().err.split())


def test_totals_that_rest_on_doubted_zeros_say_so() -> None:
    """No refusals beside 749 requests in Milton Keynes: England and the South East of that year name it."""
    found = compute.values(REFUSED)
    doubted = found[found["caveats"].map(caveats.doubt) == "zero_beside"]
    assert {"2022", "2023", "2024", "2025"} <= set(doubted["period"])
    for row in doubted.itertuples():
        everyone = compute.in_period(REFUSED, row.period)
        for total in (everyone[ENGLAND], everyone[areas.region(row.area_code)]):
            said = caveats.in_words(total["caveats"])
            assert f"{row.area_name} ({row.denominator:,.0f})" in said, (total["area_name"], row.period)


def test_the_caveat_of_doubted_zeros_tells_the_share_without_them() -> None:
    found = compute.values(REFUSED)
    doubted = found[found["caveats"].map(caveats.doubt) == "zero_beside"]
    for period, zeros in doubted.groupby("period"):
        england = compute.in_period(REFUSED, period)[ENGLAND]
        without = 100 * england["numerator"] / (england["denominator"] - zeros["denominator"].sum())
        shares = [f"{half_up(each, 1)} %" for each in (without, england["value"])]
        assert f"England {shares[0]} instead of {shares[1]}" in caveats.in_words(england["caveats"])


def test_refusals_of_england_are_told_with_their_coverage_and_their_doubt() -> None:
    said = headlines.england_now()[-1]
    assert said.metric == REFUSED
    assert f"{compute.coverage(REFUSED, said.period)} councils have a figure." in said.text
    assert "Milton Keynes (749)" in caveats.in_words(said.figures[0].caveats)


def test_every_page_shows_counts_in_place_of_a_rate_of_few_cases(client: FlaskClient) -> None:
    """No internship beside five plans in Scilly is no '0 per 1,000, 95% interval 0 to 737.8'."""
    metric = registry.metric("supported_internships")
    row = row_of(metric.id, "E06000053")
    assert 0 < row.denominator < compute.FEWEST_CASES
    assert words.value(row, metric) == words.counted(row)
    assert "too few for a rate" in shown(cards.card(metric, row.area_code))
    asked = "a=city-of-london&b=isles-of-scilly"
    text = plain(
        "".join(client.get(f"/{page}?{asked}").get_data(as_text=True) for page in ("compare", "beside"))
    )
    assert words.counted_in_words(row, metric) in text
    assert "too few for a rate" in text
    assert "to 737.8" not in text
