"""Reads the content of the demo: one folder per park, errors that name the file and the key."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import yaml

from knowledge.building import ContentError, build
from reports.demo.figures import read_figures
from reports.demo.realised_schema import RealisedContent
from reports.demo.schema import MilestoneContent, ParkContent, RoadmapContent
from reports.demo.terrain_schema import TerrainContent
from reports.demo.together_schema import TogetherContent

CONTENT_DIR: Final = Path(__file__).resolve().parent / "content"
FOLDERS: Final = ("de-akkers", "kanaalzicht", "nieuwland", "havenpoort", "rollepaal")
PARK_FILE: Final = "park.yaml"
TERRAIN_FOLDER: Final = "terrain"
TOGETHER_FOLDER: Final = "together"
REALISED_FOLDER: Final = "realised"

Record = TypeVar("Record")


@lru_cache(maxsize=1)
def demo_parks() -> tuple[ParkContent, ...]:
    """Return the parks of the demo, from least to best organised. Raises `ContentError`."""
    return tuple(read_park(CONTENT_DIR / folder) for folder in FOLDERS)


def read_park(folder: Path) -> ParkContent:
    """Return one park: `park.yaml` and the goals and milestones of the files next to it."""
    park = _read(ParkContent, folder / PARK_FILE)
    rest = sorted(path for path in folder.glob("*.yaml") if path.name != PARK_FILE)
    parts = [_read(RoadmapContent, path) for path in rest]
    whole = replace(
        park,
        goals=(*park.goals, *(goal for part in parts for goal in part.goals)),
        milestones=(*park.milestones, *(each for part in parts for each in part.milestones)),
        terrain=read_parts(TerrainContent, folder / TERRAIN_FOLDER),
        figures=read_figures(folder),
        together=read_parts(TogetherContent, folder / TOGETHER_FOLDER),
        realised=read_parts(RealisedContent, folder / REALISED_FOLDER),
    )
    _check_keys(whole, folder.name)
    return whole


def read_parts(record: type[Record], folder: Path) -> Record:
    """Return the files of a folder as one, each of its lists whole; nothing without a folder."""
    parts = [_read(record, path) for path in sorted(folder.glob("*.yaml"))]
    names = [each.name for each in fields(cast(Any, record))]
    return record(
        **{name: tuple(each for part in parts for each in getattr(part, name)) for name in names}
    )


def all_milestones(park: ParkContent) -> Iterator[MilestoneContent]:
    """Yield the milestones of a park, those of its goals included."""
    yield from park.milestones
    for goal in park.goals:
        yield from goal.milestones


def _read(record: type[Record], path: Path) -> Record:
    where = f"{path.parent.name}/{path.name}"
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError(where, f"is not readable as YAML: {error}") from error
    return build(record, raw, where)


def _check_keys(park: ParkContent, where: str) -> None:
    """Raise `ContentError` when a key stands for two things or for none."""
    keys = [each.key for each in all_milestones(park) if each.key]
    for names in (keys, [goal.key for goal in park.goals]):
        if twice := sorted(key for key, count in Counter(names).items() if count > 1):
            raise ContentError(where, f"key given twice: {', '.join(twice)}")
    wanted = {key for each in all_milestones(park) for key in each.waits_for}
    if unknown := sorted(wanted - set(keys)):
        raise ContentError(where, f"waits for a milestone that is not there: {', '.join(unknown)}")
