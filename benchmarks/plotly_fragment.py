"""The same map as `st.plotly_chart` in a fragment: what `benchmarks.map_step` compares the component with."""

import json
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from dashboard import colors
from dashboard.tables import load_tables
from events.store import open_store

REGIONS = Path(__file__).parent.parent / "geo" / "data" / "regions.geojson"


@st.cache_resource
def tables():
    """The store's tables, read once."""
    return load_tables(open_store())


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
    months, scores = tables().months, tables().scores
    month = st.select_slider("Month", months, key="month")
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
