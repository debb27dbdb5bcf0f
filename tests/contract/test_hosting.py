"""What is written for hosts holds together with the dashboard: nginx, systemd, the image, the guide."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from string import Template

import pytest
import yaml

from app import server
from bench.nginx import found
from deploy import nginx, warm
from layouts import changes, safety
from layouts.lasting import FRESH

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "hosting.md").read_text("utf-8")
SITE = nginx.SITE.read_text("utf-8")
UNIT = (DEPLOY / "send@.service").read_text("utf-8")
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
GAPS = {"SEND_LISTEN", "SEND_REPLICAS", "SEND_CACHE", "SEND_LOG"}
SETTING = re.compile(r"os\.environ(?:\.get\(|\[)\"([A-Z_]+)\"")
OF_READERS = ("request", "request_uri", "args", "query_string", "remote_addr", "request_body", "http_")


def test_the_gaps_of_the_template_are_filled_wherever_it_is_used() -> None:
    assert set(Template(SITE).get_identifiers()) >= GAPS
    assert set(re.findall(r"\$\{(\w+)\}", SITE)) == GAPS
    assert set(COMPOSE["services"]["web"]["environment"]) >= GAPS
    filled = nginx.site(nginx.LISTEN, nginx.REPLICAS, "cache", "log")
    assert "${" not in filled
    upstream = filled.partition("upstream send_app {")[2].partition("}")[0]
    assert re.findall(r"server (\S+) .*?( backup)?;", upstream) == [
        (nginx.REPLICAS[0], ""),
        (nginx.REPLICAS[1], " backup"),
    ]


def test_the_log_has_nothing_of_a_reader() -> None:
    fields = re.findall(r"\$(\w+)", re.search(r"log_format send (.*?);", SITE, re.DOTALL)[1])  # type: ignore[index]
    assert "status" in fields
    assert not [name for name in fields if name in OF_READERS or name.startswith(OF_READERS[-1])]
    assert set(re.findall(r"access_log (.+);", SITE)) == {"${SEND_LOG} send buffer=32k flush=1s", "off"}
    assert set(re.findall(r"error_log (.+);", SITE)) == {"stderr crit"}


def test_nginx_takes_as_much_as_the_dashboard_and_writes_no_body_to_a_disk() -> None:
    sizes = {name: int(size) * 1024 for name, size in re.findall(r"client_(\w+_size) (\d+)k;", SITE)}
    assert sizes == {"max_body_size": safety.MOST_BYTES, "body_buffer_size": safety.MOST_BYTES}


def test_the_addresses_that_nginx_does_not_keep_are_there() -> None:
    rules = {str(rule) for rule in server.url_map.iter_rules()}
    assert {"/health", "/ready"} <= rules
    assert any(rule.startswith("/api/v1") for rule in rules)
    assert re.search(r"location ~ \^/\(health\|ready\)\$ \{[^}]*proxy_cache off;", SITE)
    assert re.search(r"location \^~ /api/v1 \{[^}]*proxy_cache off;", SITE)


@pytest.mark.parametrize("address", ["/", "/about", "/assets/lottery.css", "/robots.txt"])
def test_answers_that_are_kept_vary_by_their_coding_only(address: str) -> None:
    """Copies are told apart by that alone: see `proxy_cache_key` in the template."""
    answer = server.test_client().get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_unit_and_image_start_the_dashboard_alike() -> None:
    unit = re.search(r"^ExecStart=/srv/send/code/(.+)$", UNIT, re.MULTILINE)[1].split()  # type: ignore[index]
    image = yaml.safe_load(re.search(r"^CMD (.+)$", IMAGE, re.MULTILINE)[1])  # type: ignore[index]
    assert unit == image
    assert (ROOT / unit[unit.index("--config") + 1]).is_file()


def test_every_setting_of_the_dashboard_is_in_the_guide() -> None:
    code = [
        ROOT / "app.py",
        DEPLOY / "gunicorn.py",
        *(ROOT / "layouts").rglob("*.py"),
        *(ROOT / "metrics").rglob("*.py"),
    ]
    read = {name for path in code for name in SETTING.findall(path.read_text("utf-8"))}
    table = GUIDE.partition("## Settings")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert told == read - {"PROMETHEUS_MULTIPROC_DIR"}, "that one the server sets for its workers"
    given = set(COMPOSE["x-replica"]["environment"]) | set(re.findall(r"\b([A-Z_]{4,})=", UNIT + IMAGE))
    assert given - {"PYTHONDONTWRITEBYTECODE"} <= told


def test_every_command_of_the_guide_is_there() -> None:
    modules = set(re.findall(r"-m (deploy\.\w+|metrics|gunicorn)", GUIDE))
    assert {"deploy.nginx", "deploy.roll", "deploy.warm"} <= modules
    assert not [name for name in modules if not find_spec(name)]
    named = set(re.findall(r"(?<![\w/])(deploy/[\w@./-]*\w)", GUIDE))
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_image_leaves_out_nothing_that_the_dashboard_reads() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    for needed in (
        "app.py",
        "layouts",
        "metrics",
        "deploy",
        "data/tidy",
        "data/reference",
        "data/versions",
        "GLOSSARY.md",
    ):
        assert (ROOT / needed).exists()
        assert not [each for each in ignored if needed == each or needed.startswith(f"{each}/")]
    assert not [each for each in ignored if each in ("data", "data/derived", "*.md")]


def test_compose_runs_two_replicas_that_nginx_knows() -> None:
    servers = re.findall(r"server (\w+):(\d+)", COMPOSE["services"]["web"]["environment"]["SEND_REPLICAS"])
    assert [name for name, _ in servers] == [name for name in COMPOSE["services"] if name != "web"]
    port = re.search(r"PORT=(\d+)", IMAGE)[1]  # type: ignore[index]
    assert {each for _, each in servers} == {port}
    for place, _, _ in (
        mount.split(":") for mount in COMPOSE["services"]["web"]["volumes"] if mount[0] == "."
    ):
        assert (DEPLOY / place).is_file()


@pytest.mark.skipif(not found(), reason="needs nginx: on Debian, apt-get install nginx")
def test_nginx_takes_every_configuration_that_is_made(tmp_path: Path) -> None:
    log = str(tmp_path / "log")
    plain = nginx.site("127.0.0.1:18050", nginx.REPLICAS, str(tmp_path), log)
    one = nginx.site("127.0.0.1:18050", nginx.REPLICAS[:1], str(tmp_path), log)
    texts = {"whole": nginx.whole("127.0.0.1:18050", nginx.REPLICAS, tmp_path)}
    if shutil.which("openssl"):
        certificate, key = str(tmp_path / "certificate"), str(tmp_path / "key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)  # fmt: skip
        listen = nginx.with_tls("127.0.0.1:18051 ssl http2", certificate, key)
        texts["tls"] = around(
            nginx.site(listen, nginx.REPLICAS, str(tmp_path), log)
            + nginx.LED_ON.replace("listen 80", "listen 127.0.0.1:18052").replace(
                "[::]:80", "127.0.0.1:18053"
            ),
            tmp_path,
        )
    texts |= {"plain": around(plain, tmp_path), "one": around(one, tmp_path)}
    for name, text in texts.items():
        file = tmp_path / f"{name}.conf"
        file.write_text(text)
        done = subprocess.run(
            [str(found()), "-t", "-c", str(file)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def around(site: str, folder: Path) -> str:
    """A site within the least configuration there is."""
    return f"pid {folder}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    (tmp_path / "send@.service").write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT))
    done = subprocess.run(["systemd-analyze", "verify", str(tmp_path / "send@.service")],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_warming_asks_for_what_a_page_loads_and_its_script_asks_for() -> None:
    client = server.test_client()
    for address in ("/accessibility", "/measure/ehc_plans_in_20_weeks@2025.1", "/?area=kent"):
        found = warm.parts(client.get(address, buffered=True).text, address)
        asked = [each for each in found if each.startswith("/~")]
        assert [each.rpartition("/_dash-")[2].partition("?")[0] for each in asked] == [
            "layout",
            "dependencies",
            "update-component",
        ]
        assert asked[-1].endswith(changes.asked("page", address))
        answers = [client.get(each, buffered=True) for each in [*asked, warm.LATE]]
        assert {each.status_code for each in answers} == {200}
        assert {each.headers["Cache-Control"] for each in answers} == {dict(FRESH)["Cache-Control"]}


def test_warming_goes_on_after_a_failure_and_tells_it_in_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def text(address: str, coding: str) -> str:
        if "/away" in address:
            raise OSError("HTTP Error 503")
        return '<script src="/assets/site.js">'

    monkeypatch.setattr(warm, "_text", text)
    monkeypatch.setattr(
        "sys.argv", ["warm", "http://a/", *(f"/away{number}" for number in range(3)), "/about"]
    )
    with pytest.raises(SystemExit) as ended:
        warm.main()
    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert said.startswith("nginx keeps 6 answers for readers; 6 failed:\n  /away0 (br): HTTP Error 503\n")
    assert said.endswith("and 1 more\n")
    monkeypatch.setattr("sys.argv", ["warm", "http://a", "/about"])
    with pytest.raises(SystemExit) as ended:
        warm.main()
    assert (ended.value.code, capsys.readouterr().out) == (0, "nginx keeps 6 answers for readers.\n")
