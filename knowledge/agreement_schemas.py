"""What belongs in an agreement: one item per kind of agreement."""

from dataclasses import dataclass

from knowledge.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTemplate(Item):
    """A kind of agreement: what it is for, when it suits, and what parties write in it.

    The slug is the kind. `asks` are the parts of the text, each as what the parties settle in it.
    """

    name: str
    summary: str
    suits: str
    binds: str
    asks: tuple[str, ...]

    @property
    def heading(self) -> str:
        return self.name
