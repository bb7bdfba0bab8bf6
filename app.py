"""The app's shell: the page's frame and which page opens. Everything else is in ``dashboard/``.

Streamlit runs this file for every page. `streamlit run app.py` imports it first, to find the server in it.
"""

import streamlit as st

if __name__ == "__main__":
    st.set_page_config(
        page_title="CSTO Alignment Timeline", page_icon="🧭", layout="wide", initial_sidebar_state="collapsed"
    )

    from dashboard.pages import article as page_article
    from dashboard.pages import connection
    from dashboard.pages import contradictions as page_contradictions
    from dashboard.pages import dimensions as page_dimensions
    from dashboard.pages import map as page_map
    from dashboard.pages import map_alone as page_map_alone
    from dashboard.pages import method as page_method
    from dashboard.pages import outside as page_outside
    from dashboard.pages import presenter as page_presenter
    from dashboard.pages import review as page_review
    from dashboard.pages import review_log as page_review_log
    from dashboard.pages import tours as page_tours
    from dashboard.server import uploads
    from dashboard.state import embedded

    # Within another page there is the map alone: a page that takes decisions could be laid under a foreign button.
    if embedded.current():
        alone = st.Page(page_map_alone.show, title="Map", url_path="map", default=True)
        page = st.navigation([alone], position="hidden")
    else:
        page = st.navigation(
            [
                st.Page(page_map.show, title="Map", url_path="map", default=True),
                st.Page(page_dimensions.show, title="Dimensions", url_path="dimensions"),
                st.Page(page_outside.show, title="Checked from outside", url_path="outside"),
                st.Page(page_review.show, title="Review", url_path="review"),
                st.Page(page_contradictions.show, title="Contradictions", url_path="contradictions"),
                st.Page(page_review_log.show, title="Review log", url_path="log"),
                st.Page(page_tours.show, title="Tours", url_path="tours"),
                st.Page(page_method.show, title="Method", url_path="method"),
                st.Page(page_article.show, title="Article", url_path="article", visibility="hidden"),
                st.Page(page_presenter.show, title="Presenter", url_path="presenter", visibility="hidden"),
            ],
            position="top",
        )
    connection.watch()
    uploads.allow(here=page.url_path in ("outside", "tours"))
    page.run()
else:
    from streamlit.starlette import App

    from dashboard.server.ending import ends_in_time
    from dashboard.server.server import parts_for_streamlit

    app = App(__file__, lifespan=ends_in_time, **parts_for_streamlit())
