"""The pages about how well both sides of a park are organised."""

from typing import Final

from tests.e2e.acts import (
    asked_for_evidence,
    asked_to_remove_draft,
    asked_to_remove_evidence,
    asked_to_sign,
    begin_assessment,
    refused_answer,
    refused_evidence,
)
from tests.e2e.place import EMPTY, FULL, Place

START: Final = "samenwerking/graad/nieuw/business/"
DEGREES: Final = (
    Place("samenwerking", "marit", f"{FULL}samenwerking/"),
    Place("samenwerking-lid", "lotte", f"{FULL}samenwerking/"),
    Place("samenwerking-leeg", "marit", f"{EMPTY}samenwerking/"),
    Place("graad", "marit", f"{FULL}samenwerking/graad/"),
    Place("graad-adviseur", "aylin", f"{FULL}samenwerking/graad/"),
    Place("graad-lid", "lotte", f"{FULL}samenwerking/graad/"),
    Place("graad-leeg", "marit", f"{EMPTY}samenwerking/graad/"),
    Place("beoordeling", "lotte", f"{FULL}samenwerking/graad/{{assessment}}/"),
    Place(
        "beoordeling-geschiedenis", "tom", f"{FULL}samenwerking/graad/{{assessment}}/geschiedenis/"
    ),
    Place("beoordeling-begin", "aylin", f"{EMPTY}samenwerking/graad/nieuw/public/"),
    Place("beoordeling-invullen", "marit", f"{EMPTY}{START}", begin_assessment),
    Place("beoordeling-fout", "marit", f"{EMPTY}{START}", refused_answer),
    Place("beoordeling-tekenen", "marit", f"{EMPTY}{START}", asked_to_sign),
    Place("beoordeling-bewijs", "marit", f"{EMPTY}{START}", asked_for_evidence),
    Place("beoordeling-bewijs-fout", "marit", f"{EMPTY}{START}", refused_evidence),
    Place("beoordeling-bewijs-weg", "marit", f"{EMPTY}{START}", asked_to_remove_evidence),
    Place("beoordeling-weg", "marit", f"{EMPTY}{START}", asked_to_remove_draft),
)
