"""How many requests a second does one core answer: hits, 304, misses, and others."""

import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.serving import nginx
from bench.serving.library import Library, article_paths
from bench.serving.machine import free_port, granian, median, running, wait_for, wrk
from bench.serving.table import Row

BROTLI = {"Accept-Encoding": "br"}
_LONG_PAGES = 8
_WHY_RENDERING = (
    "half of a page's time is Django's template engine (390 values and 140 conditions on "
    "the longest pages), a fifth its three queries, a tenth filling in late values; the "
    "statements are made once, the frame around the page is not"
)
_LEFT_TO_NGINX = {"date", "server", "connection", "content-type", "content-length"}


@dataclass(frozen=True)
class Rates:
    """Requests a second in one round, all within a minute of each other."""

    nginx: float
    hit: float
    unchanged: float
    micro_cache: float
    django_cache: float
    miss: float
    render: float


def questions(library: Library, *, rounds: int, seconds: float) -> list[Row]:
    with ExitStack() as stack:
        servers = _Servers(library, stack)
        rates = [servers.round(seconds) for _ in range(rounds)]
        return _rows(rates, servers.size)


class _Servers:
    """All that is compared, started once; each waits while another one is asked."""

    def __init__(self, library: Library, stack: ExitStack) -> None:
        folder = library.folder
        ports = {name: free_port() for name in
                 ("store", "plain", "miss", "cached", "nginx", "micro")}  # fmt: skip

        def begin(name: str, **settings: str) -> None:
            environment = library.environment(ports[name], **settings)
            stack.enter_context(running(granian(ports[name]), environment))
            wait_for(f"http://127.0.0.1:{ports[name]}/fr/")

        begin("store")
        begin("plain", PAGE_STORE="0")
        begin("miss", PAGE_STORE_BYTES="0")
        begin("cached", DJANGO_SETTINGS_MODULE="bench.serving.settings", BENCH="cached")
        self._long = article_paths(library, ports["store"])[:_LONG_PAGES]
        self._at = {name: f"http://127.0.0.1:{port}{self._long[0]}"
                    for name, port in ports.items()}  # fmt: skip
        self._script = _script(folder, self._long)
        self._tag = self._begin_nginx(library, stack, ports)

    def _begin_nginx(
        self, library: Library, stack: ExitStack, ports: dict[str, int]
    ) -> str:
        """Static nginx gets what a hit sends, its headers included; the tag of it."""
        request = urllib.request.Request(self._at["store"], headers=BROTLI)
        with urllib.request.urlopen(request) as hit:
            body = hit.read()
            headers = {name: value for name, value in hit.getheaders()
                       if name.lower() not in _LEFT_TO_NGINX}  # fmt: skip
        with urllib.request.urlopen(self._at["store"]) as plain:
            self.size = len(plain.read())
        for name, configuration in (
            (
                "nginx",
                nginx.static(library.folder / "n1", ports["nginx"], body, headers),
            ),
            (
                "micro",
                nginx.cache(library.folder / "n2", ports["micro"], ports["store"]),
            ),
        ):
            folder = library.folder / ("n1" if name == "nginx" else "n2")
            stack.enter_context(
                running(nginx.command(folder, configuration), library.environment())
            )
        self._at["nginx"] = f"http://127.0.0.1:{ports['nginx']}/page"
        for address in self._at.values():  # kept by those who keep it
            wait_for(address)
        return str(headers.get("etag") or headers["ETag"])

    def round(self, seconds: float) -> Rates:
        at = self._at
        unchanged = {**BROTLI, "If-None-Match": self._tag}
        few = {"connections": 4, "script": self._script}
        return Rates(
            nginx=wrk(at["nginx"], seconds),
            hit=wrk(at["store"], seconds, headers=BROTLI),
            unchanged=wrk(at["store"], seconds, headers=unchanged),
            micro_cache=wrk(at["micro"], seconds),
            django_cache=wrk(at["cached"], seconds),
            miss=wrk(at["miss"], seconds, headers=BROTLI, **few),  # type: ignore[arg-type]
            render=wrk(at["plain"], seconds, **few),  # type: ignore[arg-type]
        )


def _script(folder: Path, paths: list[str]) -> Path:
    """Asks for the longest pages in turn, so that no two ask for the same one."""
    listed = ", ".join(f'"{path}"' for path in paths)
    file = folder / "long.lua"
    file.write_text(
        f"local paths = {{{listed}}}\nlocal turn = 0\n"
        "request = function()\n  turn = turn % #paths + 1\n"
        "  return wrk.format(nil, paths[turn])\nend\n"
    )
    return file


def _rows(rates: list[Rates], size: int) -> list[Row]:
    def share(name: str, of: str) -> float:
        return median([getattr(each, name) / getattr(each, of) for each in rates])

    def rate(name: str) -> str:
        return f"{median([getattr(each, name) for each in rates]):,.0f}/s"

    of_nginx, of_cache = share("hit", "nginx"), share("hit", "django_cache")
    unchanged = share("unchanged", "hit")
    micro = share("micro_cache", "nginx")
    miss, render = share("miss", "django_cache"), share("render", "django_cache")
    return [
        Row(
            f"hit, brotli (a page of {size / 1000:.0f} kB)",
            "≥ 0.40 × nginx with the same packed file; ≥ 10 × Django's cache",
            f"{rate('hit')} = {of_nginx:.2f} × nginx ({rate('nginx')}), "
            f"{of_cache:.1f} × Django's cache ({rate('django_cache')})",
            of_nginx >= 0.4 and of_cache >= 10,
        ),
        Row("304", "≥ 1.1 × a hit", f"{rate('unchanged')} = {unchanged:.2f} × a hit",
            unchanged >= 1.1),
        Row("behind nginx with a 1 s micro-cache", "≥ 0.8 × nginx static",
            f"{rate('micro_cache')} = {micro:.2f} × nginx static", micro >= 0.8),
        Row("miss: render, hash, compress", "≥ 0.11 × Django's cache",
            f"{rate('miss')} = {miss:.2f} × Django's cache", miss >= 0.11,
            _WHY_RENDERING),
        Row("render alone", "≥ 0.2 × Django's cache",
            f"{rate('render')} = {render:.2f} × Django's cache", render >= 0.2,
            _WHY_RENDERING),
    ]  # fmt: skip
