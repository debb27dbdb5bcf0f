"""Words for families can be read at about 12, and all words are spelt as in Britain."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import server
from layouts.parts.glossary import plain
from metrics.glossary import terms
from tests.fixtures.reading_age import Prose, age, syllables

ROOT = Path(__file__).resolve().parents[2]
MOST = 13.5
"""Years, for a page's own words together: 12 with the room that names such as 'Ombudsman' and 'Department' take."""
NOT_OURS = frozenset(
    {
        "quote",
        "quotes",
        "now",
        "told",
        "sentences",
        "source",
        "credits",
        "citation",
        "cite",
        "version",
        "digest",
    }
    | {"caveats", "reason", "files", "credit"}
)
"""What is measured elsewhere or by others: sentences to print, sources, citations, caveats, reasons of publishers."""
NOT_PROSE = frozenset(("figure", "table", "article", "script", "details"))
FAMILY = [
    "/",
    "/?problem=wales",
    "/area/bristol",
    "/compare",
    "/compare?a=barnet&b=harrow",
    "/complaints",
    "/briefing/bristol",
    "/campaign/bristol",
    "/accessibility",
]
HARD = (
    "EHC plan",
    "Exception",
    "95% interval",
    "Appeal rate",
    "Uphold rate",
    "Mediation",
    "Statistical neighbour",
)
"""Words of the field that a family page explains where it uses them."""
PROSE_FILES = ("*.md", "docs/*.md", "layouts/**/*.py", "metrics/**/*.py")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def main_of(client: FlaskClient, address: str) -> str:
    text = client.get(address).get_data(as_text=True)
    return "<main" + text.partition("<main")[2].partition("</main>")[0] + "</main>"


@pytest.mark.parametrize("address", FAMILY)
def test_a_page_for_families_can_be_read_at_about_twelve(client: FlaskClient, address: str) -> None:
    prose = Prose(NOT_OURS, NOT_PROSE)
    prose.feed(main_of(client, address))
    said = prose.sentences()
    hardest = sorted(said, key=age)[-3:]
    assert len(said) > 2
    assert age(" ".join(said)) <= MOST, hardest


@pytest.mark.parametrize("address", FAMILY[2:6])
def test_a_word_of_the_field_is_explained_where_it_is_used(client: FlaskClient, address: str) -> None:
    text = re.sub(r"<[^>]+>", " ", main_of(client, address))
    main = main_of(client, address)
    used = [word for word in HARD if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)]
    assert used
    assert not [word for word in used if f"<dt>{word}</dt>" not in main]


@pytest.mark.parametrize("name", HARD)
def test_an_explanation_is_plainer_than_a_page(name: str) -> None:
    meaning = next(term.meaning for term in terms() if term.name == name)
    assert age(plain(meaning)) <= MOST


def test_the_measure_tells_plain_words_from_hard_ones() -> None:
    """Counted by hand: 'The cat sat on the mat.' has 6 words and 6 syllables in 1 sentence."""
    assert age("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59 + 5)
    assert [syllables(word) for word in ("council", "assessment", "plan", "children", "EHC")] == [
        2,
        3,
        1,
        2,
        3,
    ]
    assert (
        age("The authority's determination necessitates reconsideration by appropriate professionals.") > 20
    )


def american() -> dict[str, str]:
    """American spelling -> British, from the list that codespell carries."""
    listed = (
        files("codespell_lib").joinpath("data/dictionary_en-GB_to_en-US.txt").read_text("utf-8").split("\n")
    )
    pairs = [line.split("->") for line in listed if "->" in line]
    return {there.strip(", "): here for here, there in pairs if "," not in there.strip(", ")}


MEANT = {"program", "programs", "license", "licensed", "meter", "meters", "practice", "story", "center"}
"""Right in Britain too: a computer's program, to license, a parking meter, a story; and a value of Plotly's."""


def prose_of(path: Path) -> str:
    """A document; of a module its docstrings and texts, which are strings of several words."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text
    strings = (each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant))
    return " ".join(each for each in strings if isinstance(each, str) and re.search(r"[a-z] [a-z]", each))


@pytest.mark.parametrize("pattern", PROSE_FILES)
def test_words_are_spelt_as_in_britain(pattern: str) -> None:
    """But in code, addresses and styles inside the prose."""
    spelt = {word: here for word, here in american().items() if word not in MEANT}
    assert spelt["color"] == "colour"
    found: dict[str, str] = {}
    for path in ROOT.glob(pattern):
        prose = re.sub(r"`[^`]*`|<[^>]*>|https?://\S+|[\w-]+[:=(]|[./_-]\w+|\w+[/_-]", " ", prose_of(path))
        words = set(re.findall(r"\b[a-z]+\b", prose))
        found |= {f"{path.name}: {word}": spelt[word] for word in words & spelt.keys()}
    assert not found
