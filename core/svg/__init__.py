"""Own visuals: pure functions from plain data to an SVG string, the same in page and PDF.

Every visual has a title and a description in words, can be read without colour, and belongs beside
an equal table. Give each a `uid` that is unique on the page.
"""

from core.svg._circle import LEVEL_NAMES, CircleData, Stone, circle
from core.svg._draw import Svg
from core.svg._force_field import FieldMark, ForceFieldData, force_field
from core.svg._ground_plan import GroundPlanData, PlotShape, ground_plan
from core.svg._network import Edge, NetworkData, Node, network
from core.svg._outline import OutlineData, outline
from core.svg._plot_styles import PLOT_STYLES, PlotStyle, plot_sample
from core.svg._radar import RadarData, Series, radar
from core.svg._roadmap import (
    GoalBar,
    GoalState,
    Group,
    MilestoneMark,
    RoadmapData,
    roadmap_pages,
)
from core.svg._roadmap_draw import roadmap
from core.svg._step_chart import StepChartData, StepPoint, StepSeries, step_chart
from core.svg._timescale import Band, horizon_bands

__all__ = [
    "LEVEL_NAMES",
    "PLOT_STYLES",
    "Band",
    "CircleData",
    "Edge",
    "FieldMark",
    "ForceFieldData",
    "GoalBar",
    "GoalState",
    "GroundPlanData",
    "Group",
    "MilestoneMark",
    "NetworkData",
    "Node",
    "OutlineData",
    "PlotShape",
    "PlotStyle",
    "RadarData",
    "RoadmapData",
    "Series",
    "StepChartData",
    "StepPoint",
    "StepSeries",
    "Stone",
    "Svg",
    "circle",
    "force_field",
    "ground_plan",
    "horizon_bands",
    "network",
    "outline",
    "plot_sample",
    "radar",
    "roadmap",
    "roadmap_pages",
    "step_chart",
]
