"""Sphinx's settings. It runs in the project's folder, and reads what `sources` laid out."""

from env.site.layout import AS_IT_IS, STATIC

project = "updown"
html_title = "updown"
root_doc = "index"
extensions = ["myst_nb"]

nb_execution_mode = "off"  # notebooks are shown as they were committed
nb_ipywidgets_js = {}  # there are none, and the site fetches nothing from elsewhere
myst_enable_extensions = []
myst_heading_anchors = 4

html_theme = "furo"
html_static_path = [str(STATIC)]
html_css_files = ["site.css"]
html_extra_path = [str(AS_IT_IS)]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False

# A cell may begin with a line for evcxr (`:dep …`), which is no Rust.
suppress_warnings = ["misc.highlighting_failure"]
