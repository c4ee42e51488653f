"""The site as nginx serves it with deploy/nginx.conf."""

from __future__ import annotations

import gzip
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from plugins.build.staging import open_staging, swap
from tests.editor_site import lay_repository, need_library
from tests.site_pages import read_elements, read_pages, resolve
from tests.support import ROOT, build_site, free_port, need_command

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
READY = "event method"
"""What nginx says (at level notice) once it listens."""

YEAR = "public, max-age=31536000, immutable"
SWAPS = 60
SECONDS = 10
"""A request that takes longer has failed."""

_MAIN = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr notice;
events {{ worker_connections 64; }}
http {{
    access_log off;
    log_not_found off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """An nginx on a port of loopback."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request(
            method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, named, response.read())
        connection.close()
        return answer


@contextmanager
def _serve(root: Path, folder: Path) -> Iterator[Server]:
    """Run nginx with the configuration, its three marked values changed."""
    program = need_command("nginx")
    port = free_port()
    text = CONFIGURATION.read_text("utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name wenming.example;": "server_name localhost;",
        "root /srv/wenming/output;": f"root {root};",
    }
    for value, changed in changes.items():
        assert 1 == text.count(value), value
        text = text.replace(value, changed)
    (folder / "site.conf").write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder), "utf-8")
    command = [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _await_ready(process)
            yield Server(port)
        finally:
            process.terminate()
            process.communicate()


def _await_ready(process: subprocess.Popen[str]) -> None:
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if READY in line:
            return
    pytest.fail("".join(said))


@pytest.fixture(scope="module")
def server(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """nginx over the published site, reached by a link as a build leaves it."""
    folder = tmp_path_factory.mktemp("nginx")
    live = folder / "output"
    live.symlink_to(public_site)
    with _serve(live, folder) as running:
        yield running


def test_every_file_of_the_site_is_served_as_it_is(server: Server, public_site: Path) -> None:
    kinds: dict[str, set[str]] = {}
    for path in sorted(p for p in public_site.rglob("*") if p.is_file()):
        name = path.relative_to(public_site).as_posix()
        answer = server.ask(f"/{name}")
        assert (200, path.read_bytes()) == (answer.status, answer.body), name
        ending = ".atom.xml" if name.endswith(".atom.xml") else path.suffix
        kinds.setdefault(ending, set()).add(answer.headers["content-type"])

    expected = {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "application/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".xml": "text/xml; charset=utf-8",
        ".atom.xml": "application/atom+xml; charset=utf-8",
        ".json": "application/feed+json; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".jpg": "image/jpeg",
        ".webp": "image/webp",
    }
    assert {ending: {kind} for ending, kind in expected.items()} == kinds


def test_every_link_of_a_page_is_answered_at_once(server: Server, public_site: Path) -> None:
    """No redirect in between: folders are linked with their slash."""
    home = read_pages(public_site)["index.html"]

    asked = {f"/{address.lstrip('./')}" for address in home.addresses if resolve("", address)}
    assert {200} == {server.ask(path.partition("#")[0]).status for path in asked}


def test_folder_without_slash_leads_to_the_folder(server: Server) -> None:
    """By a relative address: scheme, host and port stay the reader's own."""
    answer = server.ask("/lucheng")

    assert (301, "/lucheng/") == (answer.status, answer.headers["location"])


@pytest.mark.parametrize("path", ["/nowhere", "/lucheng/2026/no/such/page/", "/theme/gone.css"])
def test_missing_page_has_its_style_at_any_depth(server: Server, path: str) -> None:
    answer = server.ask(path)

    assert 404 == answer.status
    assert "text/html; charset=utf-8" == answer.headers["content-type"]
    elements = read_elements(answer.body.decode())
    [style] = [e.get("href") for e in elements if e.get("rel") == "stylesheet"]
    assert style.startswith("/")
    assert 200 == server.ask(style).status


def test_hashed_files_are_kept_and_everything_else_is_asked_for_again(
    server: Server, public_site: Path
) -> None:
    style = next((public_site / "theme").glob("*.css")).name
    picture = next((public_site / "media").rglob("*.webp")).relative_to(public_site).as_posix()

    for path in (f"/theme/{style}", f"/{picture}"):
        assert YEAR == server.ask(path).headers["cache-control"]
    for path in ("/", "/lucheng/", "/sitemap.xml", "/feeds/all.json", "/lucheng/code.png"):
        assert "no-cache" == server.ask(path).headers["cache-control"]
    assert "no-cache" == server.ask("/theme/gone.css").headers["cache-control"]


def test_unchanged_page_costs_one_short_answer(server: Server) -> None:
    tag = server.ask("/").headers["etag"]

    again = server.ask("/", If_None_Match=tag)

    assert (304, b"") == (again.status, again.body)


def test_text_is_compressed_and_nothing_else(server: Server, public_site: Path) -> None:
    """One file of each kind: the largest, for the smallest are not worth it."""
    files = sorted(
        (p for p in public_site.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size
    )
    largest = {path.suffix: path for path in files if path.name != "robots.txt"}
    for path in largest.values():
        address = f"/{path.relative_to(public_site).as_posix()}"
        answer = server.ask(address, Accept_Encoding="gzip")
        if path.suffix in (".png", ".jpg", ".webp", ".docx", ".xlsx"):
            assert "content-encoding" not in answer.headers
            continue
        assert "gzip" == answer.headers["content-encoding"], address
        assert "Accept-Encoding" == answer.headers["vary"], address
        assert path.read_bytes() == gzip.decompress(answer.body), address
        assert len(answer.body) < 0.7 * path.stat().st_size, address


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/lucheng", "/theme/gone.css", "/feeds/all.json"]
)
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    headers = server.ask(path).headers

    assert "nosniff" == headers["x-content-type-options"]
    assert "strict-origin-when-cross-origin" == headers["referrer-policy"]
    assert "same-origin" == headers["cross-origin-opener-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert "nginx" == headers["server"], "the version is nobody's business"


def test_policy_of_the_header_is_the_pages_own(server: Server, public_site: Path) -> None:
    """And says besides who may frame the page, which a page can't say of itself."""
    page = read_pages(public_site)["index.html"]
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})

    assert policy
    own = f"{policy.get('content')}; frame-ancestors 'none'"
    assert own == server.ask("/").headers["content-security-policy"]


def test_editor_has_its_own_policy_in_page_and_header(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A window of the sign-in helper may answer it; its fonts are served as fonts."""
    need_library()
    site = build_site(lay_repository(tmp_path), tmp_path / "output", "publishconf.py")
    elements = read_elements((site / "admin/index.html").read_text("utf-8"))
    kind = "Content-Security-Policy"
    [policy] = [e.get("content") for e in elements if e.get("http-equiv") == kind]

    with _serve(tmp_path / "output", tmp_path_factory.mktemp("nginx")) as server:
        page, font = server.ask("/admin/"), server.ask("/admin/noto-mono.woff2")
        home = server.ask("/")

    assert f"{policy}; frame-ancestors 'none'" == page.headers["content-security-policy"]
    assert "same-origin-allow-popups" == page.headers["cross-origin-opener-policy"]
    assert "same-origin" == home.headers["cross-origin-opener-policy"]
    assert (200, "font/woff2") == (font.status, font.headers["content-type"])
    assert "no-cache" == page.headers["cache-control"]


def test_only_reading_is_allowed(server: Server) -> None:
    assert 200 == server.ask("/", "HEAD").status
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask("/", method).status in (403, 405), method


def test_link_inside_the_site_is_not_followed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The root may be a link; anything within that leads elsewhere is refused."""
    outside, release, live = (tmp_path / name for name in ("outside", "release", "output"))
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", "utf-8")
    release.mkdir()
    (release / "index.html").write_text("whole", "utf-8")
    (release / "file.txt").symlink_to(outside / "secret.txt")
    (release / "folder").symlink_to(outside, target_is_directory=True)
    live.symlink_to(release)

    with _serve(live, tmp_path_factory.mktemp("nginx")) as server:
        whole = server.ask("/")
        led_away = [server.ask(path) for path in ("/file.txt", "/folder/secret.txt")]

    assert (200, b"whole") == (whole.status, whole.body)
    assert [] == [answer for answer in led_away if answer.status not in (403, 404)]
    assert [] == [answer for answer in led_away if b"secret" in answer.body]


def test_during_swaps_every_answer_is_one_whole_page(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Builds come and go while a reader asks; what is served never goes back, either."""
    live = tmp_path / "output"
    _release(live, 0)
    builder = threading.Thread(target=_release_often, args=(live,))
    answers = []

    with _serve(live, tmp_path_factory.mktemp("nginx")) as server:
        builder.start()
        while builder.is_alive():
            answers.append(server.ask("/"))
        builder.join()
        answers.append(server.ask("/"))

    assert {200} == {answer.status for answer in answers}
    pages = [answer.body for answer in answers]
    numbers = [int(page[:6]) for page in pages]
    assert [] == [n for n, page in zip(numbers, pages, strict=True) if page != _page(n)]
    assert sorted(numbers) == numbers
    assert SWAPS == numbers[-1]
    assert len(set(numbers)) > SWAPS / 4, "readers met many of the builds"


def _release_often(live: Path) -> None:
    for number in range(1, SWAPS + 1):
        _release(live, number)


def _release(live: Path, number: int) -> None:
    """Build and swap in a site of one large page, as the build does it."""
    staging = open_staging(live)
    staging.write("index.html", _page(number))
    swap(staging)


def _page(number: int) -> bytes:
    return f"{number:06}\n".encode() * 40_000
