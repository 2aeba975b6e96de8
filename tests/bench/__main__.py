"""`python -m tests.bench`: starts a site, measures, prints ratios. Asserts nothing."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from celery import Celery

from tests.bench.load import Case, medians, run
from tests.bench.matching import flows_case, space_cases
from tests.bench.walls import price_of_walls
from tests.site.cast import FULL_PARK
from tests.site.processes import wait_until
from tests.site.running import Site, running_site
from tests.site.visitor import Visitor, log_in

FORGET: Final = {"X-Forget": "1"}
CLIENTS: Final = 8
MEASURE_IMPORTS: Final = "from tests.bench.imports import measure; measure()"
FILL_TOGETHER: Final = "from tests.bench.together import fill; fill()"
FILL_MAP: Final = "from tests.bench.opportunity_map import fill; fill()"
MEASURE_MAP: Final = "from tests.bench.opportunity_map import measure; measure()"
MEASURE_PAIRS: Final = "from tests.bench.pairs import measure; measure()"
MEASURE_PDF: Final = "from tests.bench.pdf import measure; measure()"


def main() -> None:
    """Measure everything, one after the other."""
    with TemporaryDirectory() as home:
        static = Path(home) / "static"
        static.mkdir()
        # A web worker that is replaced after so many requests would spoil the run that it falls in.
        more = {"BENCH_STATIC": str(static), "GUNICORN_CMD_ARGS": "--max-requests 0"}
        with running_site(Path(home), settings="tests.bench.settings", more=more) as site:
            pages(site)
            walls(site)
            pdf(site)
            matching(site)
            pairs(site)
            imports(site)
            downloads(site, static)
            while_working(site)
            network(site)
            kansenkaart(site)


def say(what: str, ratio: float, goal: str, details: str) -> None:
    """Print one result."""
    print(f"{what:<58} {ratio:5.2f}  (goal {goal})  {details}", flush=True)


def cookies(visitor: Visitor) -> dict[str, str]:
    """Return the header that makes a request the visitor's."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())}


def pages(site: Site) -> None:
    """Matrix and portfolio over a bare view; also when nothing that was rendered is remembered."""
    marit, aylin = cookies(log_in(site, "marit")), cookies(log_in(site, "aylin"))
    park = site.rows("select id from parks_park where slug = %s", FULL_PARK)[0][0]
    matrix, portfolio = f"{site.url}/p/{FULL_PARK}/strategie/", f"{site.url}/parken/"
    rates = medians(
        {
            "bare": Case(f"{site.url}/bench/{park}/"),
            "matrix": Case(matrix, marit),
            "matrix, nothing remembered": Case(matrix, marit | FORGET),
            "portfolio": Case(portfolio, aylin),
            "portfolio, nothing remembered": Case(portfolio, aylin | FORGET),
        },
        clients=CLIENTS,
    )
    bare = rates.pop("bare")
    for name, rate in rates.items():
        say(f"{name}, requests/s over a bare view", rate / bare, ">= 0.50", per_second(rate, bare))


def walls(site: Site) -> None:
    """The same pages with and without row-level security."""
    marit, home = cookies(log_in(site, "marit")), f"{site.url}/p/{FULL_PARK}"
    addresses = {
        "home": f"{home}/",
        "matrix": f"{home}/strategie/",
        "companies": f"{home}/terrein/bedrijven/",
        "plots": f"{home}/terrein/kavels/",
        "log": f"{home}/mensen/logboek/",
    }
    cases = {name: Case(address, marit) for name, address in addresses.items()}
    for name, ratio in price_of_walls(site, cases, clients=CLIENTS).items():
        say(f"{name}, requests/s with row-level security over without", ratio, "-", "")


def per_second(rate: float, other: float) -> str:
    """Return two rates in words."""
    return f"{rate:.0f}/s against {other:.0f}/s"


def pdf(site: Site) -> None:
    """The worker's time for the demo's roadmap over that of the engine alone."""
    taken: Mapping[str, float] = json.loads(
        site.manage("shell", "--no-imports", "-c", MEASURE_PDF).splitlines()[-1]
    )
    product, engine = taken["product"], taken["engine"]
    details = f"{product:.2f} s against {engine:.2f} s"
    say("roadmap PDF, time over WeasyPrint alone", product / engine, "<= 1.15", details)


def imports(site: Site) -> None:
    """Preview and apply of 10,000 rows over COPY of the same rows into a bare table."""
    taken: Mapping[str, Mapping[str, float]] = json.loads(
        site.manage("shell", "--no-imports", "-c", MEASURE_IMPORTS).splitlines()[-1]
    )
    for what, steps in taken.items():
        preview, apply, copy = steps["preview"], steps["apply"], steps["copy"]
        details = f"{preview:.2f} s and {apply:.2f} s against {copy:.3f} s"
        say(f"import of 10,000 {what} over COPY", (preview + apply) / copy, "<= 8.00", details)


def matching(_: Site) -> None:
    """Whole-park matching over HiGHS alone on the same matrices; needs nothing of the site."""
    for line in space_cases():
        name = f"{line['what']}, {line['plots']} plots and {line['movers']} movers, over HiGHS"
        details = f"{line['ours_s']:.2f} s against {line['bare_s']:.2f} s, gap {line['gap']:.3f}"
        say(name, line["ratio"], "<= 1.30", details)
    line = flows_case()
    details = f"{line['ours_s']:.2f} s against {line['bare_s']:.2f} s, {line['arcs']} arcs"
    say(f"{line['what']} over HiGHS", line["ratio"], "<= 1.30", details)


def pairs(site: Site) -> None:
    """All pairs of 500 demands and 500 supplies, from the database, over scoring them alone."""
    taken: Mapping[str, float] = json.loads(
        site.manage("shell", "--no-imports", "-c", MEASURE_PAIRS).splitlines()[-1]
    )
    product, scoring = taken["product"], taken["scoring"]
    details = f"{product:.2f} s against {scoring:.2f} s, {taken['queries']:.0f} queries"
    say(f"{taken['pairs']:.0f} pairs, time over scoring alone", product / scoring, "-", details)


def downloads(site: Site, static: Path) -> None:
    """A download of a PDF that is there over a static file of its size."""
    lotte = log_in(site, "lotte")
    edition = site.rows(
        "select it.id from reports_roadmapedition it join parks_park park on park.id = it.park_id"
        " where slug = %s and audience = 'members' order by number desc limit 1",
        FULL_PARK,
    )[0][0]
    path = f"/p/{FULL_PARK}/rapporten/edities/{edition}/pdf/"
    wait_until(lambda: lotte.get(path).status == 200, what="the PDF", seconds=120)
    (static / "roadmap.pdf").write_bytes(lotte.get(path).body)
    site.restart_web()
    rates = medians(
        {
            "static": Case(f"{site.url}/static/bench/roadmap.pdf"),
            "behind the door": Case(f"{site.url}/bench/{FULL_PARK}/file/", cookies(lotte)),
            "download": Case(f"{site.url}{path}", cookies(lotte)),
        },
        clients=CLIENTS,
    )
    download = rates.pop("download")
    for other, rate in rates.items():
        name = f"second download, requests/s over a file: {other}"
        say(name, download / rate, ">= 0.50", per_second(download, rate))


def network(site: Site) -> None:
    """The network of 300 stakeholders and 600 relations over an ordinary page."""
    site.manage("shell", "--no-imports", "-c", FILL_TOGETHER)
    site.restart_web()
    marit, home = cookies(log_in(site, "marit")), f"{site.url}/p/{FULL_PARK}"
    network, ordinary = (
        Case(f"{home}/{path}", marit | FORGET)
        for path in ("samenwerking/belanghebbenden/ecosysteem/", "terrein/bedrijven/")
    )
    rates = medians({"network": network, "ordinary": ordinary}, clients=CLIENTS)
    ratio = rates["network"] / rates["ordinary"]
    details = per_second(rates["network"], rates["ordinary"])
    say("network of 300 stakeholders, requests/s over a list", ratio, ">= 0.10", details)


def kansenkaart(site: Site) -> None:
    """The kansenkaart with 300 opportunities over a bare view, and on paper over the engine."""
    site.manage("shell", "--no-imports", "-c", FILL_MAP)
    site.restart_web()
    park = site.rows("select id from parks_park where slug = %s", FULL_PARK)[0][0]
    page = f"{site.url}/p/{FULL_PARK}/realisatie/kansenkaart/"
    marit = cookies(log_in(site, "marit"))
    rates = medians(
        {
            "bare": Case(f"{site.url}/bench/{park}/"),
            "kansenkaart of 300": Case(page, marit),
            "kansenkaart of 300, nothing remembered": Case(page, marit | FORGET),
        },
        clients=CLIENTS,
    )
    bare = rates.pop("bare")
    for name, rate in rates.items():
        goal = "-" if "nothing" in name else ">= 0.40"
        say(f"{name}, over a bare view", rate / bare, goal, per_second(rate, bare))
    taken: Mapping[str, float] = json.loads(
        site.manage("shell", "--no-imports", "-c", MEASURE_MAP).splitlines()[-1]
    )
    product, engine = taken["product"], taken["engine"]
    details = f"{product:.2f} s against {engine:.2f} s"
    say("kansenkaart PDF, time over WeasyPrint alone", product / engine, "<= 1.15", details)


def while_working(site: Site) -> None:
    """The slow requests of the matrix while two PDFs are made, over those at rest."""
    matrix = Case(f"{site.url}/p/{FULL_PARK}/strategie/", cookies(log_in(site, "marit")))
    idle, busy = [], []
    for _ in range(3):
        idle.append(run(matrix, clients=1, seconds=5).p95_ms)
        with two_pdfs(site):
            busy.append(run(matrix, clients=1, seconds=5).p95_ms)
    before, during = sorted(idle)[1], sorted(busy)[1]
    details = f"{during:.0f} ms against {before:.0f} ms"
    say("p95 of the matrix while two PDFs are made over idle", during / before, "<= 2.00", details)


@contextmanager
def two_pdfs(site: Site) -> Iterator[None]:
    """Keep two workers busy with the PDFs of the demo's editions, again and again."""
    stop = threading.Event()
    makers = [
        threading.Thread(target=_make_again, args=(site, park_id, str(report), stop))
        for park_id, report in site.rows(
            "select it.park_id, it.id from reports_report it join parks_park park"
            " on park.id = it.park_id where slug = %s and kind = 'edition' limit 2",
            FULL_PARK,
        )
    ]
    for maker in makers:
        maker.start()
    try:
        yield
    finally:
        stop.set()
        for maker in makers:
            maker.join()


def _make_again(site: Site, park_id: int, report: str, stop: threading.Event) -> None:
    with Celery(broker=site.env["REDIS_URL"]) as app:
        while not stop.is_set():
            site.rows(
                "update reports_report set state = 'waiting', attempts = 0, lease_until = null"
                " where id = %s",
                report,
            )
            arguments = {"park_id": park_id, "job_id": report}
            app.send_task("reports.tasks.make_report", kwargs=arguments, queue="pdf")
            wait_until(lambda: _is_ready(site, report), what="a PDF", seconds=120)


def _is_ready(site: Site, report: str) -> bool:
    rows = site.rows("select state from reports_report where id = %s", report)
    return rows == [("ready",)]


if __name__ == "__main__":
    main()
