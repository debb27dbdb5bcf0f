"""What a long run found, for a person: requests, failures, what happened, memory, and the promises."""

from __future__ import annotations

from typing import Any

from bench.soak import promises


def printed(found: dict[str, Any]) -> None:
    """What a person wants to know first."""
    print(f"\n{'requests':<34}{'number':>9}{'compared':>10}{'median ms':>11}{'95th':>9}{'longest':>9}")
    for kind, number in found["requests"].items():
        took = found["milliseconds"][kind]
        compared = found["compared"].get(kind, "")
        print(
            f"{kind:<34}{number:>9}{compared:>10}{took['median']:>11.0f}{took['p95']:>9.0f}{took['longest']:>9.0f}"
        )
    for title, shown in (("events", found["events"]), ("failures", found["failures"])):
        print(f"\n{title}" + ("" if shown else ": none"))
        for name, number in shown.items():
            print(f"  {name:<70}{number:>6}")
    print(f"\npages with figures of both states of the data: {found['pages_of_mixed_figures']}")
    known = found["answers_known"]
    print(f"answers known beforehand: {known['known']}, of which {known['differ']} tell the two states apart")
    for each in found["happened"]:
        span = " to ".join(
            "never" if at is None else f"{at:.1f}" for at in (each["from_second"], each["to_second"])
        )
        print(f"  {span:>18} s: {each['what']}")
    _workers(found["workers"])
    for each in promises.untold(found):
        print(f"Too short to tell: {each}")
    for each in promises.broken(found):
        print(f"BROKEN: {each}")


def _workers(found: list[dict[str, Any]]) -> None:
    """Their memory: own is PSS, whole is RSS."""
    print(
        f"\n{'worker':<12}{'seconds':>12}{'PSS MB: first':>15}{'last':>7}{'most':>7}{'RSS: last':>11}{'most':>7}",
        end="",
    )
    print(f"{'RSS MB an hour':>20}")
    for each in found:
        span = f"{each['from_second']}-{each['to_second']}"
        growth = (
            "too short"
            if each["mb_an_hour"] is None
            else f"{each['mb_an_hour']:+.1f} +- {each['standard_error']:.1f}"
        )
        print(
            f"{each['replica'] + ' ' + str(each['pid']):<12}{span:>12}{each['own_mb_first']:>15.0f}"
            f"{each['own_mb_last']:>7.0f}{each['own_mb_most']:>7.0f}{each['whole_mb_last']:>11.0f}"
            f"{each['whole_mb_most']:>7.0f}{growth:>20}"
        )
