"""No cache keeps a path of this site under more than one spelling, nor a query of no meaning here."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import server
from layouts.api import boundaries
from layouts.bound import digest

BOUND = f"/~{digest()}"
MEASURE = "measure/ehc_plans_in_20_weeks"
TARGETS = (
    "/accessibility",
    "/area/kent",
    f"/{MEASURE}",
    f"/embed/{MEASURE}",
    f"/keep/{MEASURE}",
    f"/numbers/{MEASURE}",
    "/notes/measures",
    "/data/caveats.csv",
    "/download/revisions.csv",
    "/picture/borders.svg",
    "/campaign/kent.txt",
    "/robots.txt",
    "/_dash-layout",
    "/api/v1/versions",
    boundaries.address("2025"),
)
"""One of each kind; those that have a path of any length within theirs are all there."""
SPELLINGS = {
    "another letter's case": str.upper,
    "a letter by its number": lambda path: path.replace("a", "%61", 1),
    "a slash by its number": lambda path: "/" + path[1:].replace("/", "%2F", 1),
    "slashes": lambda path: path.replace("/", "//"),
    "slashes behind": lambda path: f"{path}//",
    "slashes behind figures": lambda path: BOUND + path.replace("/", "//"),
    "figures twice": lambda path: BOUND + BOUND + path,
    "figures in another case": lambda path: BOUND.upper() + path,
    "steps to nowhere": lambda path: f"/x/..{path}",
    "a step that stays": lambda path: f"/.{path}",
    "a question without words": lambda path: f"{path}?",
    "a question of no meaning": lambda path: f"{path}?zzz=1",
    "a question twice": lambda path: f"{path}?area=kent&area=leeds",
    "a version in other figures": lambda path: f"{path}@02025.1",
    "two versions": lambda path: f"{path}@2025.1@2025.1",
    "a question without an answer": lambda path: f"{path}?area=",
    "a space": lambda path: f"{path}%20",
    "a parameter": lambda path: f"{path};x",
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def lasting(client: FlaskClient, targets: Iterator[str]) -> list[str]:
    """The addresses whose answers a shared cache may keep."""
    found = []
    for target in targets:
        answer = client.open(path=target, base_url="http://localhost", buffered=True)
        told = answer.headers["Cache-Control"]
        found += [target] if "no-store" not in told and "no-cache" not in told else []
    return found


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_address_that_is_spelt_otherwise_is_not_kept(client: FlaskClient, spelling: str) -> None:
    others = (SPELLINGS[spelling](target) for target in TARGETS)
    assert not lasting(client, (each for each in others if each not in TARGETS))


def test_what_is_spelt_as_this_site_does_is_kept(client: FlaskClient) -> None:
    others = (
        f"/{MEASURE}?year=2024",
        f"{BOUND}/border-table",
        "/about@2025.1",
    )
    assert lasting(client, iter([*TARGETS, *others])) == [*TARGETS, *others]
    assert not lasting(client, iter(["/health", "/ready", "/area/nowhere", "/measures"]))
