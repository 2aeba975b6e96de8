"""What lies on a park of the demo: the schema of the files under `content/<park>/terrain/`.

Who owns or uses a plot is called by its name. Moments are as in `reports.demo.schema`.
"""

from dataclasses import dataclass

from parks.choices import Audience, EmployeeClass, EnvironmentalCategory, Helix, PlotState, PlotUse
from parks.reference import parse_sbi
from reports.demo.moments import require_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyContent:
    """A company with an establishment; `contact` is the function of whom to speak to."""

    name: str
    kvk: str = ""
    number: str = ""
    sbi: str = ""
    employees: EmployeeClass | None = None
    street: str = ""
    house_number: str = ""
    since: str = ""
    left: str = ""
    contact: str = ""
    note: str = ""
    helix: Helix = Helix.COMPANY
    audience: Audience = Audience.MEMBERS

    def __post_init__(self) -> None:
        require_moment(self.since)
        require_moment(self.left)
        if self.sbi:
            parse_sbi(self.sbi)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerContent:
    """An organisation without an establishment at the park."""

    name: str
    kvk: str = ""
    helix: Helix = Helix.COMPANY
    note: str = ""
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotContent:
    """A plot. `corners` are as those of a park's outline; without any it is not drawn.

    `since` is when the user came; the earlier owner and user went on that day.
    """

    name: str
    corners: tuple[str, ...] = ()
    state: PlotState = PlotState.IN_USE
    use: PlotUse | None = None
    category: EnvironmentalCategory | None = None
    street: str = ""
    house_number: str = ""
    note: str = ""
    owner: str = ""
    second_owner: str = ""
    earlier_owner: str = ""
    user: str = ""
    earlier_user: str = ""
    since: str = ""
    audience: Audience = Audience.MEMBERS

    def __post_init__(self) -> None:
        require_moment(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class TerrainContent:
    """Everything that lies on a park."""

    companies: tuple[CompanyContent, ...] = ()
    owners: tuple[OwnerContent, ...] = ()
    plots: tuple[PlotContent, ...] = ()


NOTHING = TerrainContent()
