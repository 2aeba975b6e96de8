"""A wrong file about realisation is refused, with what is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.building import ContentError
from knowledge.choices import Kind
from knowledge.loader import read_item

SOURCE = [{"document": "SB", "lines": "2811-2858", "figure": 39}]
MEASURE: dict[str, Any] = {
    "title": "Groen",
    "what": "Groen.",
    "scale": "niche",
    "theme": "climate",
    "place": "plot",
    "ecological": "Koel.",
    "social": "Prettig.",
    "economic": "Mooi.",
    "condition": "Water.",
    "effort": "low",
    "cost_order": "hundreds",
    "cost_note": "Eigen inschatting: weinig.",
    "gains": ["natural"],
    "benefits": ["worker"],
    "first_step": "Graaf.",
    "source": SOURCE,
}
FACT: dict[str, Any] = {
    "group": "energy",
    "order": 1,
    "title": "Net",
    "kind": "number",
    "computed": False,
    "what": "Hoe vol.",
    "how": "Kijk.",
    "where": "Op de kaart.",
    "direction": "less",
    "unit": "kW",
    "source": SOURCE,
}
SCAN: dict[str, Any] = {
    "version": "2026-2",
    "title": "Scan",
    "intro": "Kort.",
    "confidential": "Ja.",
    "minutes": 8,
    "sections": [
        {
            "slug": "a",
            "title": "A",
            "intro": "A.",
            "questions": [{"slug": "a", "label": "A?", "help": "A.", "example": "a"}] * 2,
        }
    ],
    "source": SOURCE,
}
STEP: dict[str, Any] = {
    "order": 1,
    "title": "Beeld",
    "aim": "Weten.",
    "questions": ["Wat?"],
    "seek": "Zoek.",
    "weigh": "Weeg.",
    "decide": "Beslis.",
    "result": "Beeld.",
    "analysis": [{"side": "public", "must": "?", "may": "?", "wants": "?", "can": "?"}],
    "exit": "Stop.",
    "source": SOURCE,
}


@pytest.mark.parametrize(
    ("kind", "stem", "content", "message"),
    [
        (Kind.MEASURES, "m", MEASURE | {"losses": ["natural"]}, "gains and losses both name"),
        (Kind.MEASURES, "m", MEASURE | {"cost_order": "12 euro"}, "cost_order: unknown value"),
        (Kind.AREA_FACTS, "f", FACT | {"levels": ["leeg", "vol"]}, "levels belong to a fact"),
        (Kind.AREA_FACTS, "f", FACT | {"kind": "level"}, "levels belong to a fact"),
        (Kind.AREA_FACTS, "f", {k: v for k, v in FACT.items() if k != "unit"}, "needs a unit"),
        (Kind.SCAN_QUESTIONS, "scan-2026-1", SCAN, "belongs in scan-2026-2.yaml"),
        (Kind.SCAN_QUESTIONS, "scan-2026-2", SCAN, "given twice: a"),
        (Kind.PROCESS_STEPS, "s", STEP, "must ask both sides"),
    ],
)
def test_a_wrong_file_is_refused(
    tmp_path: Path, kind: Kind, stem: str, content: dict[str, Any], message: str
) -> None:
    path = tmp_path / f"{stem}.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        read_item(kind, path)
