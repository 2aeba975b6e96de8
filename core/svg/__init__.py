"""Own visuals: pure functions from plain data to an SVG string, the same in page and PDF.

Every visual has a title and a description in words, can be read without colour, and belongs beside
an equal table. Give each a `uid` that is unique on the page.
"""

from core.svg._bars import Bar, BarsData, bars
from core.svg._circle import LEVEL_NAMES, CircleData, Stone, circle
from core.svg._double_test import DoubleTestData, TestMark, double_test
from core.svg._draw import Svg
from core.svg._force_field import FieldMark, ForceFieldData, force_field
from core.svg._ground_plan import GroundPlanData, PlotShape, ground_plan
from core.svg._level_plot import LevelMark, LevelPlotData, level_plot
from core.svg._move_plan import MoveMark, MovePlanData, move_plan
from core.svg._network import Edge, NetworkData, Node, network
from core.svg._opportunity_map import MapMark, OpportunityMapData, opportunity_map
from core.svg._opportunity_styles import (
    SIDE_STYLES,
    STATE_LINES,
    THEME_STYLES,
    state_sample,
    theme_sample,
)
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
    "SIDE_STYLES",
    "STATE_LINES",
    "THEME_STYLES",
    "Band",
    "Bar",
    "BarsData",
    "CircleData",
    "DoubleTestData",
    "Edge",
    "FieldMark",
    "ForceFieldData",
    "GoalBar",
    "GoalState",
    "GroundPlanData",
    "Group",
    "LevelMark",
    "LevelPlotData",
    "MapMark",
    "MilestoneMark",
    "MoveMark",
    "MovePlanData",
    "NetworkData",
    "Node",
    "OpportunityMapData",
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
    "TestMark",
    "bars",
    "circle",
    "double_test",
    "force_field",
    "ground_plan",
    "horizon_bands",
    "level_plot",
    "move_plan",
    "network",
    "opportunity_map",
    "outline",
    "plot_sample",
    "radar",
    "roadmap",
    "roadmap_pages",
    "state_sample",
    "step_chart",
    "theme_sample",
]
