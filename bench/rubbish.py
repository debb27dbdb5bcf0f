"""Requests that nobody sends in good faith: each class of them, made of one that is right, by a seeded chance."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from urllib.parse import quote

from bench.request import FORM, JSON, Request, instead, put

MARK = "<script>alert(8731)</script>"
"""Stands in no answer as it is: a page that tells it back must tell it as text."""

ELSEWHERE = "elsewhere.example"
"""A site to which no answer may lead."""


POSTCODES = ("SW1A 1AA", "sw1a1aa")
"""What a reader may put into an address by mistake; no address of this site has one."""
IS_POSTCODE = re.compile(r"sw1a ?1aa", re.IGNORECASE)


def misplaced(good: Request) -> list[Request]:
    """A postcode in the place of each name in an address, as one step more, and in a file's name as Dash reads it."""
    found = [f"{good.path.rstrip('/')}/{{}}"]
    for piece in dict.fromkeys(piece for step in good.steps for piece in step.split("/")):
        before, _, after = good.path.partition(quote(piece))
        name, *rest = piece.split(".")
        spelt = [f"{name}.v{{}}m1", *rest] if rest else []
        found += [f"{before}{{}}{after}", *([f"{before}{'.'.join(spelt)}{after}"] if spelt else [])]
    return [replace(good, path=each.format(quote(text))) for each in found for text in POSTCODES]


def _unknown(chance: Random, good: Request) -> Request:
    return put(
        chance, good, f"no-such-{chance.random()}", "E09999999", "ehc_plans", "measure-lead", "1066", "@", ""
    )


def _types(chance: Random, good: Request) -> Request:
    value = chance.choice([0, -1, 1.5, True, None, [], {}, [[]], {"id": {}}, "[object Object]", "null"])
    if good.said is not None and good.kind == JSON:
        return replace(good, said=instead(chance, good.said, value))
    return put(chance, good, json.dumps(value), "[]", "{}")


def _lists(chance: Random, good: Request) -> Request:
    many = chance.choice([500, 5000])
    if isinstance(good.said, dict) and good.kind == JSON:
        name = chance.choice(sorted(good.said))
        return replace(good, said={**good.said, name: [good.said[name]] * (many // 20)})
    pairs = ((chance.choice(good.asks), "kent"),) * (many // 10)
    return chance.choice([replace(good, query=pairs), put(chance, good, ",".join(["kent"] * (many // 10)))])


def _nested(chance: Random, good: Request) -> Request:
    deep = chance.choice([50, 900, 5000, 30_000])
    raw = chance.choice([b"[" * deep, b'{"inputs":' * (deep // 8), b"[" * (deep // 2) + b"]" * (deep // 2)])
    name = f"{chance.choice(good.asks)}{'[a]' * 300}"
    steps = f"{good.path.rstrip('/')}{'/a' * 800}"
    wide = [replace(good, query=((name, "x"),)), replace(good, path=steps)]
    return replace(good, raw=raw) if good.said is not None else chance.choice([*wide, replace(good, raw=raw)])


def _missing(chance: Random, good: Request) -> Request:
    if isinstance(good.said, dict):
        gone = chance.choice(sorted(good.said))
        kept = {name: value for name, value in good.said.items() if name != gone}
        return replace(
            good, said=chance.choice([kept, {}] if good.kind == FORM else [kept, {}, [kept], None])
        )
    cut = good.path[: -chance.randint(1, max(1, len(good.path) - 1))] or "/"
    return chance.choice([replace(good, path=cut), replace(good, query=((chance.choice(good.asks), ""),))])


def _extra(chance: Random, good: Request) -> Request:
    name = chance.choice(
        ["__proto__", "constructor", "self", "cls", "args", "_", "x" * 200, "path", "layout"]
    )
    if isinstance(good.said, dict):
        return replace(good, said={**good.said, name: good.said})
    return replace(good, query=(*good.query, (name, "1"), ("junk", "1")))


def _json(chance: Random, good: Request) -> Request:
    whole = good.body or b'{"a": 1}'
    texts = [
        whole[: chance.randint(0, max(0, len(whole) - 1))],
        whole + whole,
        b"\xef\xbb\xbf" + whole,
        whole.decode(errors="replace").encode("utf-16"),
        b'{"a": NaN, "a": Infinity}',
        b'{"output": "\\ud800", "inputs": []}',
        b"1e999",
        b"'single'",
        b"\xff\xfe\xfd",
    ]
    return replace(good, raw=chance.choice(texts))


def _form(chance: Random, good: Request) -> Request:
    kinds = ["text/plain", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", ""]
    kinds += ["application/json; charset=nothing"]
    kinds += [
        "",
        "application/x-www-form-urlencoded; charset=utf-7",
        "a/b;" * 50,
        "application/octet-stream",
        FORM,
        JSON,
    ]
    return replace(good, kind=chance.choice(kinds), raw=good.body or b"a=b")


def _length(chance: Random, good: Request) -> Request:
    body = chance.choice([good.body, good.body * 2, b"", b"x" * 200_000])
    return replace(good, raw=body, chunked=True)


def _control(chance: Random, good: Request) -> Request:
    return put(
        chance,
        good,
        "\x00",
        "kent\x00",
        "\r\nSet-Cookie: a=b",
        "\x1b[31m",
        "\x7f\x01\x02",
        "a\tb\nc",
        "\u2028\u0085",
    )


def _long(chance: Random, good: Request) -> Request:
    text = chance.choice(["a", "/", "é", "%", "&", "."]) * chance.choice([400, 2000])
    headers = {"X-Long": "x" * 7000, "Accept": "a/b," * 1000, "Cookie": "a=b; " * 800}
    big = replace(good, raw=b"x" * chance.choice([65_535, 65_537, 500_000]))
    strange = replace(good, headers={name: headers[name] for name in [chance.choice(sorted(headers))]})
    return chance.choice([put(chance, good, text), put(chance, good, text), big, strange])


def _alike(chance: Random, good: Request) -> Request:
    texts = [
        "kеnt",
        "ｋｅｎｔ",
        "ke\u200bnt",
        "ke\u0301nt",
        "\u202etnek",
        "KENT\u0130",
        "ß",
        "２０２５",
        "²",
        "٣",
        "🏠" * 9,
        "\ud800",
    ]
    return put(chance, good, *texts)


def _traversal(chance: Random, good: Request) -> Request:
    up = chance.choice(["../", "..%2f", "%2e%2e/", "..\\", "....//", "%252e%252e%252f", "/", "//", ".%00./"])
    text = up * chance.randint(1, 8) + chance.choice(
        ["etc/passwd", "app.py", "data/sources.lock", ".git/config"]
    )
    if good.said is not None:
        return put(chance, good, text)
    start = chance.choice([good.path, good.path.rpartition("/")[0], ""])
    return chance.choice([replace(good, path=f"{start}/{text}"), put(chance, good, text)])


def _code(chance: Random, good: Request) -> Request:
    texts = [
        MARK,
        f'"><img src=x onerror=alert(1)>{MARK}',
        "' OR 1=1 --",
        "1; DROP TABLE x",
        "{{7*7}}",
        "${jndi:ldap://a}",
    ]
    return put(
        chance,
        good,
        *texts,
        "%s%n%x",
        "{0.__class__}",
        "=cmd|' /C calc'!A0",
        "javascript:alert(1)",
        "`id`",
        "|id",
    )


def _numbers(chance: Random, good: Request) -> Request:
    numbers = [
        -1,
        0,
        2**31,
        2**63,
        10**40,
        -(10**40),
        1e308,
        "1e999",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "-0",
        "9" * 5000,
    ]
    value = chance.choice(numbers)
    if good.said is not None and good.kind == JSON:
        return replace(good, said=instead(chance, good.said, value))
    return put(chance, good, str(value)[:1500])


def _repeated(chance: Random, good: Request) -> Request:
    names = chance.choices(good.asks, k=chance.randint(2, 6))
    values = chance.choices(["kent", "2025", "", "trend", "x"], k=12)
    return replace(good, query=tuple((name, value) for name in names for value in values))


def _method(chance: Random, good: Request) -> Request:
    methods = ["PUT", "DELETE", "PATCH", "POST", "GET", "TRACE", "OPTIONS", "HEAD", "PROPFIND", "BREW"]
    return replace(good, method=chance.choice([each for each in methods if each != good.method]))


def _headers(chance: Random, good: Request) -> Request:
    strange = {
        "Host": "evil.example:99999",
        "Range": "bytes=5-2,-1,99999999999999999999-",
        "If-None-Match": '"' * 50,
        "If-Modified-Since": "yesterday",
        "Accept-Encoding": "br;q=x, ;;, gzip;q=-1",
        "X-Forwarded-For": "not an address",
        "X-Forwarded-Proto": "javascript",
        "X-HTTP-Method-Override": "DELETE",
        "Cookie": "a=\x01; =; ;",
        "Origin": "null",
        "Upgrade": "websocket",
        "Accept": "*/*;q=nan",
    }
    names = chance.sample(sorted(strange), 3)
    return replace(good, headers={name: strange[name] for name in names})


def _elsewhere(chance: Random, good: Request) -> Request:
    start = chance.choice(
        ["//", "/%5C", "%5C%5C", "/~00000000//", "/~00000000/%5C", "/@2025.1//", "/%09/", "https://"]
    )
    path = f"{start}{ELSEWHERE}{good.path}{chance.choice(['', '', '@newest', '@1066'])}"
    texts = [
        f"//{ELSEWHERE}",
        f"/\\{ELSEWHERE}",
        f"https://{ELSEWHERE}",
        f"https:{ELSEWHERE}",
        f"/\t/{ELSEWHERE}",
    ]
    asked = put(chance, good, *texts)
    return asked if good.said is not None else chance.choice([asked, replace(good, path=path)])


def _version(chance: Random, good: Request) -> Request:
    version = chance.choice(
        ["@1066", "@", "@@", "@newest", "@newest@newest", "@../..", "@%00", "@2025.1.1", "@" + "9" * 99]
    )
    bound = f"/~{chance.choice(['1066', '0' * 8, 'b9a62abe', '%00', '~'])}"
    path = chance.choice(
        [f"{good.path}{version}", f"/{version}{good.path}", f"{bound}{good.path}", f"{bound}{version}"]
    )
    return replace(good, path=path)


CLASSES: dict[str, Callable[[Random, Request], Request]] = {
    "unknown ids": _unknown,
    "wrong types": _types,
    "huge lists": _lists,
    "deep nesting": _nested,
    "missing keys": _missing,
    "extra keys": _extra,
    "invalid JSON": _json,
    "wrong content type": _form,
    "chunked, no length": _length,
    "NUL and control characters": _control,
    "overlong": _long,
    "look-alikes": _alike,
    "path traversal": _traversal,
    "SQL and scripts": _code,
    "strange numbers": _numbers,
    "repeated parameters": _repeated,
    "wrong method": _method,
    "strange headers": _headers,
    "strange versions": _version,
    "leading elsewhere": _elsewhere,
}
