"""What may be asked: the parameters of an address as models, which check a request and describe it in the document."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import MultiDict

from layouts.api.v1 import choices
from layouts.problems import Fault, Problem
from metrics import postcodes

MOST_ROWS, USUAL_ROWS, LAST_PAGE = 5000, 1000, 100_000
ALWAYS_A_NUMBER = ("page", "per_page")
"""What may not be left empty; every other parameter may, as forms send it."""
POSTCODE = r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$"


def _digits(text: Any) -> Any:
    """Only what is written as a whole number is one: neither '1e3' nor '1_000'."""
    if isinstance(text, str) and not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise PydanticCustomError("digits", "This must be a whole number from 1 on, in digits.")
    return text


Whole = Annotated[int, BeforeValidator(_digits)]


class Asked(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(extra="forbid")

    version: choices.Version = Field(
        "", description="The version of the data to answer from, as `2025.1`; the newest unless one is named."
    )


class Listed(Asked):
    """What an address takes that answers with some of many rows."""

    page: Whole = Field(
        1,
        ge=1,
        le=LAST_PAGE,
        description="Which page of the rows. A CSV file has all of them and ignores it.",
    )
    per_page: Whole = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="How many rows a page has at most.")


class Nothing(Asked):
    """An address that takes nothing but the version."""


def _whole_postcode(text: str) -> str:
    """The postcode; an error in words that do not repeat what was typed."""
    if not re.match(POSTCODE, text) or "\n" in text:
        try:
            postcodes.halves(text)
        except postcodes.BadPostcode as bad:
            raise PydanticCustomError("postcode", "{said}", {"said": str(bad)}) from None
        raise PydanticCustomError(
            "postcode", "Write the postcode with one space or none in it, such as SW1A 1AA."
        )
    return text


class PostcodeAsked(BaseModel):
    """A postcode, sent in the body of the request and nowhere else."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"examples": [{"postcode": "SW1A 1AA"}]}
    )

    postcode: Annotated[
        str, AfterValidator(_whole_postcode), WithJsonSchema({"type": "string", "pattern": POSTCODE})
    ] = Field(description="A whole postcode. It is used once and kept nowhere.")


def read(model: type[Asked], given: MultiDict[str, str]) -> Any:
    """The parameters of an address as the model has them; raises Problem with every fault there is."""
    several = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple}
    faults = [
        Fault(f"“{name}” is given {len(texts)} times; give it once.", parameter=name)
        for name, texts in given.lists()
        if name in model.model_fields and name not in several and len(texts) > 1
    ]
    if faults:
        raise Problem(400, "bad-request", faults=faults)
    blank = {name for name, field in model.model_fields.items() if not field.is_required()} - set(
        ALWAYS_A_NUMBER
    )
    held: dict[str, Any] = {}
    for name, texts in given.lists():
        kept = tuple(text for text in texts if text or name not in blank)
        if kept:
            held[name] = kept if name in several else kept[0]
    return checked(model, held, "parameter")


def checked(model: type[BaseModel], given: Any, where: str) -> Any:
    """What was given, as the model has it; `where` is what a fault names: a 'parameter' or a 'property'."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise Problem(400, "bad-request", faults=[_fault(model, each, where) for each in found]) from None


def _fault(model: type[BaseModel], error: Any, where: str) -> Fault:
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        there = ", ".join(model.model_fields)
        shown = name[: choices.LONGEST_SHOWN]
        return Fault(f"There is no {where} called “{shown}” here; there are {there}.", **{where: shown})
    if not name:
        return Fault(f"Send an object with {', '.join(model.model_fields)} in it.")
    if error["type"] == "missing":
        about = model.model_fields[name].description
        return Fault(f"The {where} “{name}” is missing. {about}", **{where: name})
    said = error["msg"].removeprefix("Value error, ")
    return Fault(said if said.endswith((".", "?")) else f"{said}.", **{where: name})
