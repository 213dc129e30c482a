"""The parts of a door, put together; from settings in `wiring`, from fakes in tests."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from wsgiref.types import WSGIApplication

from articles.serving.desk import Desk
from articles.serving.door import Parts, Rooms, no_copy
from articles.serving.journal import journal
from articles.serving.keys import Addresses, Key
from articles.serving.pages import Page
from articles.serving.patience import Patience
from articles.serving.rendering import Renderer
from articles.serving.store import Generation, Store
from articles.serving.unavailable import Notices
from articles.serving.warming import Warming
from articles.serving.watcher import Rhythm, Watcher


@dataclass(frozen=True)
class Limits:
    """Bytes kept; threads that render; requests that may wait for them; seconds.

    `places` is smaller than the number of the server's threads, so that hits find
    one while misses wait. `quiet` is how long no version came before the pages
    that are read less are made again.
    """

    budget: int = 64 * 1024 * 1024
    threads: int = 4
    places: int = 8
    doubt: float = 1.8
    reading: float = 30.0
    desk: float = 120.0
    quiet: float = 3.0


@dataclass(frozen=True)
class Site:
    """What a door must be told about its site.

    `read` gives the site version, `prepare` makes the notices, `paths` lists every
    address of the site, `copy` finds a page of the exported site.
    """

    build: str
    addresses: Addresses
    notices: Notices
    read: Callable[[], int]
    today: Callable[[], date]
    prepare: Callable[[], object]
    paths: Callable[[], Iterable[str]]
    copy: Callable[[Key], Page | None] = no_copy
    rooms: Rooms = field(default_factory=Rooms)
    limits: Limits = field(default_factory=Limits)
    rhythm: Rhythm = field(default_factory=Rhythm)


def assemble(inner: WSGIApplication, site: Site) -> Parts:
    """Everything, not yet started."""
    limits = site.limits
    store = Store(limits.budget)
    renderer = Renderer(inner, store, limits.threads, site.addresses.proxy)
    watcher = Watcher(
        build=site.build,
        read=site.read,
        today=site.today,
        changed=lambda generation: _changed(generation, store, warming),
        returned=lambda: _returned(store, warming),
        rhythm=site.rhythm,
    )
    warming = Warming(
        store=store,
        watcher=watcher,
        prepare=site.prepare,
        paths=site.paths,
        keys=site.addresses.keys,
        render=renderer.render,
        quiet=limits.quiet,
    )

    def patience(most: float, *, even_away: bool = False) -> Patience:
        return Patience(
            watcher, limits.places, doubt=limits.doubt, most=most, even_away=even_away
        )

    return Parts(
        inner=inner,
        addresses=site.addresses,
        store=store,
        watcher=watcher,
        warming=warming,
        renderer=renderer,
        notices=site.notices,
        patience=patience(limits.reading),
        offline=patience(limits.reading, even_away=True),
        desk=Desk(
            inner,
            watcher,
            reading=patience(limits.desk),
            writing=patience(limits.desk),
        ),
        rooms=site.rooms,
        copy=site.copy,
    )


def open_door(parts: Parts, seconds: float) -> None:
    """Learn the version and warm the store, for at most so many seconds."""
    until = time.monotonic() + seconds
    watcher = parts.watcher
    watcher.start()
    while not parts.warming.over and time.monotonic() < until:
        if watcher.away and watcher.has_failed:
            parts.warming.prepare()
            return
        time.sleep(0.01)


def _changed(generation: Generation, store: Store, warming: Warming) -> None:
    first = store.generation is None
    store.reset(generation)
    journal.note("version", number=generation.version)
    if first:
        warming.warm_all()
    else:
        warming.warm_again(store.most_read(1000))


def _returned(store: Store, warming: Warming) -> None:
    if not warming.warm:
        warming.warm_again(store.most_read(1000))
