"""Which stand-by the roll of the replicas stops again in the end."""

import pytest

from deploy import roll

UNITS = ("send@1", "send@2")


@pytest.mark.parametrize(
    ("state", "is_ready", "stopped"),
    [("inactive", True, ["send@2"]), ("active", True, []), ("activating", True, []), ("inactive", False, [])],
)
@pytest.mark.parametrize("fails", [False, True])
def test_a_stand_by_that_rested_is_stopped_once_the_first_is_ready(
    monkeypatch: pytest.MonkeyPatch, state: str, is_ready: bool, stopped: list[str], fails: bool
) -> None:
    """Where the first replica is not ready, nobody else would answer."""
    done: list[str] = []

    def rolled(units: list[str], _: object) -> str:
        done.append("rolled")
        if fails:
            raise roll.NotReady("send@1 is not ready")
        return "2026.1"

    monkeypatch.setattr("sys.argv", ["roll", "--units", *UNITS])
    monkeypatch.setattr(roll, "roll", rolled)
    monkeypatch.setattr(roll, "_state", {"send@2": state}.get)
    monkeypatch.setattr(roll, "is_ready", {"send@1": is_ready}.get)
    monkeypatch.setattr(roll, "control", lambda verb, unit: done.append(f"{verb} {unit}"))
    monkeypatch.setattr(roll, "warm", lambda _: 0)
    if fails:
        with pytest.raises(SystemExit, match="not ready"):
            roll.main()
    else:
        roll.main()
    assert done == ["rolled", *(f"stop {unit}" for unit in stopped)]
