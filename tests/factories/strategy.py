"""Goals, indicators, measurements and milestones; every value follows from a counter."""

import datetime as dt
from decimal import Decimal

import factory

from knowledge.choices import Capital, Horizon
from parks.choices import Audience, DataState
from strategy.choices import DatePrecision
from strategy.models import Goal, Indicator, Measurement, Milestone, MilestoneDependency
from tests.factories.parks import ParkOwnedFactory


class IndicatorFactory(ParkOwnedFactory[Indicator]):
    """What a park measures, in kWh."""

    class Meta:
        model = Indicator

    name = factory.Sequence(lambda n: f"Opgewekte stroom {n}")
    unit = "kWh"


class MeasurementFactory(ParkOwnedFactory[Measurement]):
    """A measured value; each next one is a day later."""

    class Meta:
        model = Measurement

    indicator = factory.SubFactory(IndicatorFactory, park=factory.SelfAttribute("..park"))
    measured_on = factory.Sequence(lambda n: dt.date(2025, 1, 1) + dt.timedelta(days=n % 300))
    data_state = DataState.MEASURED
    value = Decimal("40")
    source = "Meterstanden van de bedrijven"


class GoalFactory(ParkOwnedFactory[Goal]):
    """A draft goal for the team, in natural capital on the short term, and nothing else."""

    class Meta:
        model = Goal

    statement = factory.Sequence(lambda n: f"Doel {n}")
    capital = Capital.NATURAL
    horizon = Horizon.SHORT
    audience = Audience.TEAM


class SmartGoalFactory(GoalFactory):
    """A goal that lacks nothing: from 0 to 100 kWh, due at the end of 2028."""

    indicator = factory.SubFactory(IndicatorFactory, park=factory.SelfAttribute("..park"))
    baseline = Decimal(0)
    target = Decimal(100)
    starts_on = dt.date(2026, 1, 1)
    due_on = dt.date(2028, 12, 31)
    owner_other = "Werkgroep energie"
    budget_business_eur = Decimal(5000)


class MilestoneFactory(ParkOwnedFactory[Milestone]):
    """An open milestone of the park as a whole, for the team; give `goal` to hang it under one."""

    class Meta:
        model = Milestone

    title = factory.Sequence(lambda n: f"Mijlpaal {n}")
    due_on = dt.date(2028, 6, 30)
    precision = DatePrecision.QUARTER
    audience = Audience.TEAM


class MilestoneDependencyFactory(ParkOwnedFactory[MilestoneDependency]):
    """One milestone waits for another."""

    class Meta:
        model = MilestoneDependency

    milestone = factory.SubFactory(MilestoneFactory, park=factory.SelfAttribute("..park"))
    depends_on = factory.SubFactory(MilestoneFactory, park=factory.SelfAttribute("..park"))
