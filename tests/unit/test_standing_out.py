"""All councils in one measure of disagreements: who is named, what is drawn, and which notes stand with it."""

from bisect import bisect

import pytest
from flask.testing import FlaskClient

from layouts import complaint_choices, rows, words
from layouts.charts import beeswarm, choropleth, funnel, trend
from layouts.complaint_choices import Choices, choose
from layouts.first_view import render
from layouts.options import Options
from layouts.parts import standing_out, terms
from metrics import caveats, compute, registry
from metrics.luck import luck_or_failure

KENT, ENGLAND = "E10000016", "E92000001"
NEW_METHOD = "tribunal_appeal_rate_new_method"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    import app

    return app.server.test_client()


def test_doubtful_appeal_rates_carry_their_caveat_in_tooltips() -> None:
    metric = registry.metric(NEW_METHOD)
    council = beeswarm.draw(rows.in_period(NEW_METHOD, "2024"), metric, Options())
    tips = [tip for trace in council["data"] for tip in trace.get("hovertext", ())]
    assert any("Hertfordshire" in tip and "4.4% by the" in tip.replace("<br>", " ") for tip in tips)
    england = trend.draw(rows.of_place(NEW_METHOD, ENGLAND), metric, Options())
    assert any("5.7%" in tip for trace in england["data"] for tip in trace.get("hovertext", ()))


@pytest.mark.parametrize("metric_id", ["ombudsman_upheld_per_100k", "tribunal_appeals_per_1000_plans"])
def test_the_funnel_draws_the_limits_and_a_triangle_for_each_council_outside(metric_id: str) -> None:
    period = compute.periods_of(metric_id)[-1]
    found = luck_or_failure(metric_id, period)
    marked = next(each for each in found.councils.itertuples() if each.outside_95 == "higher")
    metric = registry.metric(metric_id)
    drawn = funnel.draw(rows.in_period(metric_id, period), metric, Options(area=marked.area_code))
    dots = {trace["marker"]["symbol"]: trace for trace in drawn["data"] if trace["mode"] == "markers"}
    for shape, side in (("circle", "within"), ("triangle-up", "higher"), ("triangle-down", "lower")):
        mine = found.councils[found.councils["outside_95"] == side]
        assert sorted(dots[shape]["y"]) == sorted(mine["shown"])
        assert sorted(dots[shape]["x"]) == sorted(mine["denominator"])
    assert all("Higher than is usual for its size" in tip for tip in dots["triangle-up"]["hovertext"])
    solid = [
        trace for trace in drawn["data"] if trace["mode"] == "lines" and trace["line"]["dash"] == "solid"
    ]
    for line, column in zip(solid, ("low_95", "high_95"), strict=True):
        limits = found.limits[column]
        assert [y for y in line["y"] if y is not None] == pytest.approx(list(limits.dropna()), abs=0.001)
        assert [y is None for y in line["y"]] == list(limits.isna())
    said = [note["text"] for note in drawn["layout"]["annotations"]]
    row = compute.in_period(metric_id, period)[marked.area_code]
    assert f"<b>{marked.area_name} {words.figure(row['value'], metric)}</b>" in said


def test_councils_are_named_for_leaving_their_type_and_never_for_being_of_it() -> None:
    """Every county is above the average of all types: none may be named for that."""
    shown = render(standing_out.shown(choose({"measure": "ombudsman_upheld_rate"}), None))
    found = luck_or_failure("ombudsman_upheld_rate", "2024-25")
    named = shown.split('<ul class="outside">')[1].split("</ul>")[0]
    assert not any(name in named for name in ("Essex", "Hertfordshire", "Oxfordshire", "Suffolk"))
    assert "usual for their type and size" in named
    count = len(found.councils)
    out = int((found.councils["outside_95"] != "within").sum())
    assert f"2024-25: {out} of {count} councils stand" in shown
    assert f"about {round(count / 20)} of {count} would" in shown
    assert "average of councils of its type that its own page prints" in shown


def test_the_caveats_of_councils_that_stand_out_are_under_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caveat of one council, which is not told of everyone."""
    choices, everyone = choose({"measure": NEW_METHOD}), rows.in_period(NEW_METHOD, "2025")
    found = luck_or_failure(NEW_METHOD, "2025")
    out = found.councils[found.councils["outside_95"] != "within"]["area_code"].iloc[0]
    (told,) = caveats.of_one_place("tribunal_2025_unverified")
    assert render(told) not in render(standing_out.shown(choices, None))
    marked = [
        row._replace(caveats="tribunal_2025_unverified") if row.area_code == out else row for row in everyone
    ]
    monkeypatch.setattr(rows, "in_period", lambda *_: marked)
    assert render(told) in render(standing_out.shown(choices, None))


def test_a_council_whose_return_may_lack_cases_does_not_stand_out() -> None:
    """Of Leicester and Camden the figures of 2025 count far fewer decisions than before."""
    assert not {"E06000016", "E09000007"} & set(luck_or_failure(NEW_METHOD, "2025").councils["area_code"])


def test_coverage_and_the_way_to_load_more_stand_beside_the_ombudsmans_councils() -> None:
    shown = render(standing_out.shown(choose({"measure": "ombudsman_upheld_rate", "view": "map"}), None))
    assert "62 of 153 councils are on this site" in shown
    assert terms.COUNCIL_PAGES in shown
    assert "62 of 153" not in render(standing_out.shown(choose({}), None))


def test_the_map_of_shares_upheld_has_more_than_two_shades_in_use() -> None:
    everyone = rows.in_period("ombudsman_upheld_rate", "2024-25")
    drawn = choropleth.draw(everyone, registry.metric("ombudsman_upheld_rate"), Options())
    steps = drawn["data"][0]["colorbar"]["tickvals"]
    used = {bisect(steps, min(value, 99.9)) for value in drawn["data"][0]["z"]}
    assert len(used) >= 4


def test_doubtful_appeal_rates_are_in_no_headline_and_have_their_caveat_on_every_page(
    client: FlaskClient,
) -> None:
    page = client.get(f"/measure/{NEW_METHOD}?year=2024").text
    assert "to 27.9% between councils" not in page
    assert "Hertfordshire (read the note on it)" in page
    assert "so the rate may be too high" in client.get("/area/leicester").text
    assert "7.5 % a year later" in client.get(f"/lottery?measure={NEW_METHOD}").text


def test_words_under_a_chart_name_only_what_is_drawn(client: FlaskClient) -> None:
    page = client.get("/measure/ombudsman_upheld_rate").text
    assert "dashed line is England" not in page
    assert "with fewer than 50 cases" in page
    counts = client.get("/measure/ombudsman_dealt_with").text
    assert "The councils, highest first" in counts
    assert "dashed line is England" in client.get("/measure/tribunal_appeals_per_1000_plans").text


@pytest.mark.parametrize("view", complaint_choices.VIEWS)
@pytest.mark.parametrize("metric", complaint_choices.measures(), ids=lambda metric: metric.id)
def test_every_measure_is_drawn_in_every_view_with_the_councils_compared(metric, view: str) -> None:
    shown = render(standing_out.shown(Choices((KENT, "E06000023"), metric.id, view), None))
    assert metric.title in shown
    assert "councils have a figure" in shown
    assert 'class="source"' in shown
