"""A choice of figures is read from an address, refused in words that help, and says in the file what it is."""

import pytest

from layouts import figure_choice
from layouts.figure_choice import Choice, read
from metrics import areas, registry, values

KENT, LONDON = "E10000016", "E12000007"


def chosen(**given: str | list[str]) -> Choice:
    choice, problems = read({name.rstrip("_"): value for name, value in given.items()})
    assert not problems
    return choice


def test_nothing_chosen_is_everything() -> None:
    assert chosen() == chosen(theme="", from_="", area=[" "]) == Choice()
    assert len(values.find(Choice().asked())) == len(values.find())


def test_a_region_stands_for_its_councils_and_itself() -> None:
    codes = set(chosen(area="london").asked().area_code)
    assert LONDON in codes
    assert len(codes) == 34, "33 authorities and the region"
    assert KENT not in codes
    assert {KENT} | codes == set(chosen(area=["london", "kent"]).asked().area_code)


def test_a_place_may_be_written_by_its_code_or_its_name() -> None:
    kent = chosen(area="kent")
    assert chosen(area="E10000016") == chosen(area=" e10000016 ") == chosen(area="Kent") == kent
    assert chosen(area=["E12000007", "London", "BRISTOL"]).areas == ("london", "bristol")


def test_themes_and_measures_are_taken_together() -> None:
    asked = chosen(theme="reviews", measure="ehc_requests").asked().metric
    reviews = {each.id for each in registry.all_metrics().values() if each.theme == "Reviews"}
    assert set(asked) == reviews | {"ehc_requests"}


def test_a_year_is_the_one_in_which_a_period_begins() -> None:
    periods = set(chosen(from_="2023", to="2023").asked().period)
    assert {"2023", "2023/24", "January 2023", "2023-24"} >= periods >= {"2023", "2023/24"}
    rows = values.frame(chosen(from_="2024", measure="ehc_plans_in_20_weeks", area="kent").asked())
    assert set(rows["period_start"]) == {"2024-01-01", "2025-01-01"}
    assert set(rows["area_code"]) == {areas.by_slug("kent")}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"area": "knt"}, "There is no area called “knt”. Did you mean kent"),
        ({"area": "Milton Kenes"}, "Did you mean milton-keynes"),
        ({"measure": "ehc_plan_in_20_weeks"}, "Did you mean ehc_plans_in_20_weeks"),
        ({"measure": "../../etc/passwd"}, "They are listed at /data/dictionary#measures."),
        ({"area": "E06000999"}, "They are listed at /data/table/areas."),
        ({"theme": "revews"}, "There are: getting-assessed, "),
        ({"from": "1066"}, "There is no year called “1066”. Figures begin in years from 20"),
        ({"to": "2025' OR 1=1"}, "There is no year called"),
        ({"from": ["2020", "2021"]}, "Give 'from' once."),
        ({"from": "2024", "to": "2021"}, "The first year, 2024, is after the last, 2021"),
        ({"council": "kent"}, "There is no filter called “council”. There are: theme, measure, area, from and to."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_mend_and_left_out(given: dict[str, str], said: str) -> None:
    choice, problems = read({"area": "leeds", **given} if "area" not in given else given)
    assert len(problems) == 1
    assert said in problems[0]
    assert choice.areas == (() if "area" in given else ("leeds",))


def test_a_long_wrong_value_is_cut() -> None:
    _, problems = read({"area": "x" * 5000})
    assert len(problems[0]) < 200


def test_an_address_brings_the_choice_back() -> None:
    choice = chosen(
        theme="reviews", measure="ehc_requests", area=["kent", "england"], from_="2020", to="2024"
    )
    address = choice.address("/data/figures")
    assert address == (
        "/data/figures?theme=reviews&measure=ehc_requests&area=kent&area=england&from=2020&to=2024"
    )
    assert chosen(**choice.state()) == choice  # type: ignore[arg-type]


def test_the_choice_is_told_in_words_and_in_the_name_of_its_file() -> None:
    choice = chosen(theme="reviews", area=["kent", "london"], from_="2020", to="2024")
    assert figure_choice.sentence(choice) == (
        "Measures: every measure of Reviews. Places: Kent; London and its councils. Years: 2020 to 2024."
    )
    assert figure_choice.stem(choice, "2026.1") == "figures-reviews-kent-london-2020-to-2024-v2026.1"
    many = chosen(area=["kent", "leeds", "surrey"], from_="2022")
    assert figure_choice.stem(many, "2026.1") == "figures-3-places-from-2022-v2026.1"
