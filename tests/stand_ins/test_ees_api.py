"""The client of the EES API against its stand-in: finding, following, asking, and what is refused."""

from pathlib import Path

import pandas as pd
import pytest

from ingest import ees, ees_api
from ingest.datasets.ehc_plan_timeliness import DATASET
from ingest.ees_meta import Wanted
from ingest.http import Refused
from ingest.read import Source
from tests.stand_ins import ees_samples as samples
from tests.stand_ins.ees_api import Api
from tests.stand_ins.ees_samples import GONE, LONE, NEEDS, OLD, PROVISION, SEN, Direct

PINNED = {"phase_type_grouping": ("Total",), "establishment_type": ("Total",), "hospital_school": ("Total",)}
PLAN = "Education, health and care plan"
WANTED = Wanted({**PINNED, "sen_provision": (PLAN,)}, ("pupil_count", "pupil_percent"))
COLUMNS = frozenset({"hospital_school", "sen_provision", "pupil_count"})


@pytest.fixture
def service(published: Path) -> Api:
    return samples.api(published)


@pytest.fixture
def client(service: Api) -> Direct:
    return Direct(service)


def asked(client: Direct, wanted: Wanted = WANTED, data_set: str = PROVISION) -> pd.DataFrame:
    found = ees_api.current(client, data_set)
    return ees_api.query(client, found, ees_api.meta(client, found), wanted)


def test_a_publication_on_the_third_page_is_found_by_its_slug(service: Api, client: Direct) -> None:
    assert ees_api.publication(client, SEN)["title"] == "Special educational needs in England"
    assert service.answered["ListPublications"] == 3


def test_a_publication_that_is_not_on_the_api_is_named(client: Direct) -> None:
    with pytest.raises(
        ees_api.NotOnTheApi, match=r"api\.education\.gov\.uk.*86 publications.*'school-capacity'"
    ):
        ees_api.publication(client, "school-capacity")


def test_a_deprecated_data_set_leads_to_its_successor(client: Direct) -> None:
    assert ees_api.current(client, OLD).id == PROVISION


def test_a_deprecated_data_set_without_a_successor_is_used_and_says_so(client: Direct) -> None:
    assert ees_api.current(client, LONE).status == "Deprecated"


def test_a_withdrawn_data_set_is_refused(client: Direct) -> None:
    with pytest.raises(ees_api.Withdrawn, match=r"\(wrong\).*withdrawn.*look for a new one"):
        ees_api.current(client, GONE)


def test_a_circle_of_successors_ends(service: Api, client: Direct) -> None:
    service.data_sets[PROVISION].status = "Deprecated"
    service.data_sets[PROVISION].superseded_by = OLD
    with pytest.raises(Refused, match="circle"):
        ees_api.current(client, OLD)


@pytest.mark.parametrize(
    "last_seen", ["", PROVISION, OLD, GONE, NEEDS, "00000000-0000-4000-8000-00000000ffff"]
)
def test_a_data_set_is_found_by_its_columns_whatever_id_it_had(client: Direct, last_seen: str) -> None:
    data_set, _ = ees_api.find(client, SEN, COLUMNS, "Local authority", last_seen)
    assert data_set.id == PROVISION


def test_a_deprecated_data_set_is_used_only_when_none_is_kept_up(service: Api, client: Direct) -> None:
    columns = frozenset({"sen_primary_need"})
    assert ees_api.find(client, SEN, columns, "Local authority", LONE)[0].id == NEEDS
    service.data_sets[NEEDS].status = "Withdrawn"
    assert ees_api.find(client, SEN, columns, "Local authority", LONE)[0].id == LONE


@pytest.mark.parametrize(
    ("columns", "level", "said"),
    [
        (
            frozenset({"sen_provision"}),
            "Local authority",
            "2 data sets by Local authority.*match: Pupils by primary",
        ),
        (
            frozenset({"absence_type"}),
            "Local authority",
            "0 data sets by Local authority.*are there: Pupils by",
        ),
        (COLUMNS, "School", "0 data sets by School"),
        (frozenset(), "Local authority", r"\(none is known\)"),
    ],
)
def test_none_or_two_that_fit_are_refused(
    client: Direct, columns: frozenset[str], level: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        ees_api.find(client, SEN, columns, level)


def test_a_version_is_pinned_with_its_patches(service: Api, client: Direct) -> None:
    """Version 1.1 has "Other" where its patch 1.1.1 has "Statement"."""
    found = ees_api.current(client, PROVISION)
    assert (found.version, found.pin) == ("1.1.1", "1.1.*")
    assert "Statement" in ees_api.meta(client, found).filters["sen_provision"]
    unpinned = client.json(f"{ees_api.BASE}/data-sets/{PROVISION}/meta", {"dataSetVersion": "1.1"})
    assert "Other" in {one["label"] for one in unpinned["filters"][3]["options"]}


def test_the_release_of_a_version_is_known(client: Direct) -> None:
    assert ees_api.release(client, ees_api.current(client, PROVISION)) == "2025-26"


def test_figures_come_as_a_csv_would_print_them(client: Direct) -> None:
    rows = asked(client)
    assert list(rows.columns[:3]) == ["time_period", "time_identifier", "geographic_level"]
    assert rows["time_period"].tolist() == ["202526"] * 3 + ["202425"] * 3
    birmingham = rows[rows["geographic_level"] == "Local authority"].iloc[0]
    assert birmingham[["new_la_code", "old_la_code", "la_name", "region_code", "country_name"]].tolist() == [
        "E08000025",
        "330",
        "Birmingham",
        "E12000005",
        "England",
    ]
    assert set(rows["sen_provision"]) == {PLAN}


def test_symbols_stay_symbols(client: Direct) -> None:
    last = Wanted(
        {
            "phase_type_grouping": ("Special",),
            "establishment_type": ("Academy",),
            "hospital_school": ("Hospital school",),
            "sen_provision": ("Statement",),
        },
        ("pupil_count", "pupil_percent"),
        levels=("LA",),
        periods=("202526",),
        codes=("E08000025",),
    )
    assert asked(client, last)[["pupil_count", "pupil_percent"]].to_numpy().tolist() == [["c", "c"]]


def test_each_filter_is_asked_for_in_a_clause_of_its_own(service: Api, client: Direct) -> None:
    asked(client, Wanted({**PINNED, "sen_provision": ("Total", PLAN)}, ("pupil_count",)))
    clauses = service.bodies[-1]["criteria"]["and"]
    assert [list(clause) for clause in clauses] == [["geographicLevels"], *[["filters"]] * 4]
    assert [list(clause["filters"]) for clause in clauses[1:]] == [["eq"], ["eq"], ["eq"], ["in"]]
    assert "debug" not in service.bodies[-1]


def test_one_list_over_two_filters_would_count_pupils_twice(service: Api, client: Direct) -> None:
    """Why there is a clause for each: one list holds alternatives, of which most rows have one."""
    kept = service.data_sets[PROVISION].versions["1.0"]
    options = [kept.opaque("sen_provision", PLAN), kept.opaque("hospital_school", "Total")]
    rows, _ = kept.matching({"filters": {"in": options}})
    clauses, _ = kept.matching({"and": [{"filters": {"eq": one}} for one in options]})
    assert (len(rows), len(clauses)) == (96, 24)  # of 144: 1/2 + 1/3 - 1/6, and 1/6


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(PINNED, ("pupil_count",)), "'sen_provision' that nothing is asked of.*Total"),
        (Wanted({**WANTED.filters, "sex": ("Total",)}, ("pupil_count",)), "no filter 'sex'; it has"),
        (
            Wanted({**PINNED, "sen_provision": ("EHCP",)}, ("pupil_count",)),
            "no label in 'sen_provision' 'EHCP'",
        ),
        (Wanted(WANTED.filters, ("pupils",)), "no indicator 'pupils'; it has 'pupil_count'"),
        (Wanted(WANTED.filters, ()), "no indicator or no level"),
        (Wanted(WANTED.filters, ("pupil_count",), periods=("2024",)), "no period '2024'; it has '202425'"),
        (Wanted(WANTED.filters, ("pupil_count",), codes=("E08000026",)), "no area 'E08000026'"),
        (Wanted(WANTED.filters, ("pupil_count",), levels=("SCH",)), "'SCH'; it has 'LA', 'NAT', 'REG'"),
    ],
)
def test_what_the_data_set_does_not_have_is_refused_before_it_is_asked(
    service: Api, client: Direct, wanted: Wanted, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        asked(client, wanted)
    assert not service.bodies


def test_no_rows_are_an_error(client: Direct) -> None:
    with pytest.raises(Refused, match="QueryNoResults"):
        asked(client, Wanted(WANTED.filters, ("pupil_count",), levels=("NAT",), codes=("E08000025",)))


def test_an_option_that_went_after_its_id_was_read_is_an_error(service: Api, client: Direct) -> None:
    found = ees_api.current(client, PROVISION)
    about = ees_api.meta(client, found)
    about.filters["sen_provision"][PLAN] = "zzzzz"
    with pytest.raises(Refused, match=r"FiltersNotFound: .*\(zzzzz\): compare the labels"):
        ees_api.query(client, found, about, WANTED)


def test_two_rows_for_one_council_are_an_error(service: Api, client: Direct) -> None:
    kept = service.data_sets[PROVISION].versions["1.1.1"]
    kept.table = pd.concat([kept.table, kept.table.tail(1)], ignore_index=True)
    everything = {column: tuple(kept.table[column].unique()) for column in kept.filters}
    with pytest.raises(Refused, match=r"two rows for 202526.*Birmingham"):
        asked(client, Wanted(everything, ("pupil_count",)))


def test_pages_that_end_early_are_an_error(client: Direct, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = client.once

    def cut(address: str, params: dict[str, int] | None = None) -> dict:
        page = answered(address, params)
        return {**page, "results": page["results"][:-1]} if params and params["page"] == 2 else page

    monkeypatch.setattr(client, "once", cut)
    with pytest.raises(Refused, match=r"85 of 86 results came in 3 pages"):
        ees_api.publication(client, SEN)


def test_an_answer_of_another_shape_is_named(client: Direct, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "once", lambda *_: {"items": []})
    with pytest.raises(Refused, match=r"list of publications.*documented shape.*mend ingest/ees_api\.py"):
        ees_api.publication(client, SEN)


def test_the_whole_csv_is_what_was_uploaded(service: Api, client: Direct, tmp_path: Path) -> None:
    ees_api.csv(client, ees_api.current(client, PROVISION), tmp_path / "whole.csv")
    kept = service.data_sets[PROVISION].versions["1.1.1"]
    assert (tmp_path / "whole.csv").read_bytes() == kept.csv()


def test_a_real_file_asked_for_in_pages_reads_as_the_file_does(published: Path) -> None:
    """All 21,000 rows of plans issued within 20 weeks, through the existing reader of EES files."""
    service = samples.api(published, with_timeliness=True)
    table = service.data_sets[samples.TIMELINESS].versions["1.0"].table
    everything = {column: tuple(table[column].unique()) for column in samples.BREAKDOWN}
    wanted = Wanted(everything, tuple(table.columns[12:]))
    rows = asked(Direct(service), wanted, samples.TIMELINESS)
    assert service.answered["QueryDataSetPost"] == -(-len(table) // ees_api.ROWS_A_PAGE) > 1
    release = next(one for one in DATASET.releases if one.release == "2025")
    ours, theirs = (
        ees.rows(Source(release, one.to_csv(index=False).encode()), DATASET) for one in (rows, table)
    )
    key = list(ours.columns)
    pd.testing.assert_frame_equal(
        ours.sort_values(key, ignore_index=True), theirs.sort_values(key, ignore_index=True)
    )
