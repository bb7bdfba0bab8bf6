"""The same map as `st.plotly_chart` in a fragment: what `benchmarks.map_step` compares the component with.

In: events in the Parquet file named on the command line. Out: a choropleth, and all events until the
month as points.
"""

import json
import sys
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from alignment.scoring import score_members
from dashboard import colors
from tools.many_events import effects_of

REGIONS = Path(__file__).parent.parent / "geo" / "data" / "regions.geojson"


@st.cache_resource
def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events and scores, read once."""
    events = pd.read_parquet(sys.argv[1])
    return events, score_members(effects_of(events))


@st.cache_resource
def regions() -> dict:
    """The states' shapes, read once."""
    shapes = json.loads(REGIONS.read_text(encoding="utf-8"))
    for feature in shapes["features"]:
        feature["id"] = feature["properties"]["iso"]
    return shapes


@st.fragment
def choropleth() -> None:
    """A slider and a map; the month stands in the title, where the benchmark looks for it."""
    events, scores = tables()
    months = sorted(scores["date"].unique())
    month = st.select_slider("Month", months, value="2014-01", key="month")
    now = scores[scores["date"] == month]
    figure = go.Figure()
    # A trace without an outline of the world first: a choropleth alone asks a CDN for one.
    figure.add_scattergeo(lon=[None], lat=[None], showlegend=False)
    figure.add_choropleth(
        geojson=regions(),
        locations=now["member"],
        z=now["score"],
        zmin=-1,
        zmax=1,
        colorscale=colors.colorscale(),
    )
    shown = events[events["date_start"] <= pd.Period(month, "M").end_time]
    figure.add_scattergeo(lon=shown["longitude"], lat=shown["latitude"], mode="markers", hoverinfo="skip")
    figure.update_geos(
        visible=False,
        projection_type="azimuthal equal area",
        projection_rotation={"lon": 56, "lat": 47},
        lonaxis_range=[28, 84],
        lataxis_range=[29, 64],
    )
    figure.update_layout(title=month, height=640)
    st.plotly_chart(figure, key="choropleth")


st.set_page_config(layout="wide")
choropleth()
