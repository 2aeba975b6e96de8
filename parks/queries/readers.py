"""Reading for an audience instead of for a person: what a document for others may hold."""

from dataclasses import dataclass
from uuid import UUID

from parks.choices import Audience
from parks.models import Park


@dataclass(frozen=True, slots=True)
class AudienceReader:
    """Everybody of one audience and nobody in particular; speaks for no company."""

    park: Park
    audiences: tuple[str, ...]
    establishments: tuple[UUID, ...] = ()
    reads_confidential: bool = False

    @classmethod
    def of(cls, park: Park, audience: str) -> "AudienceReader":
        """Return the reader that sees what is meant for an audience or a wider one."""
        return cls(park, Audience.at_least(audience))
