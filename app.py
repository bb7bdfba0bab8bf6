"""The app's shell: the page's frame and which page opens. Everything else is in ``dashboard/``."""

import streamlit as st

st.set_page_config(page_title="CSTO Alignment Timeline", page_icon="🧭", layout="wide")

from dashboard import page_article, page_map  # noqa: E402  (the page's configuration comes first)

page = st.navigation(
    [
        st.Page(page_map.show, title="Map", url_path="map", default=True),
        st.Page(page_article.show, title="Article", url_path="article", visibility="hidden"),
    ],
    position="hidden",
)
page.run()
