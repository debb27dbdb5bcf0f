"""What the long test posts leads where it says it must."""

import pytest

from app import server
from bench.soak import posted


@pytest.mark.parametrize("form", posted.every(), ids=lambda form: f"{form.ask.kind} {form.ask.body}")
def test_a_posted_place_leads_where_it_must(form: posted.Posted) -> None:
    sent = {"data" if form.ask.is_form else "json": form.ask.body}
    answer = server.test_client().post(form.ask.address, **sent)
    assert form.wrong(answer.status_code, answer.headers.get("Location", ""), answer.data) == ""
    if form.ask.is_form:
        assert not [
            word for word in form.ask.body.values() if word in posted.POSTCODES and word in answer.text
        ]
