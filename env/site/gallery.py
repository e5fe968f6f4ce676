"""The page of all figures of the frozen results, as `make figures` draws them, and the page that leads to the API."""

import html
from pathlib import Path

from env import figures
from env.site.layout import API, AS_IT_IS, SOURCES

FOLDER = "figures"
ABOUT = """# All figures

Every figure of every experiment whose results are frozen, as `make figures` draws them. The names are those of the paper's analysis;
[the list of figures](docs/FIGURES.md) says what each shows and which function draws it, [the notebook](notebooks/04_figures.ipynb) has them in the paper's order.
"""
API_PAGE = f"""# The library

<p><a href="{API}/updown/index.html">The documentation of the library <code>updown</code></a>: every function, with shapes, ranges, errors and sources,
a search of its own, and the source of each item behind it. Its first page draws the rooms of the house, floor by floor.</p>

What a notebook has at hand is the <a href="{API}/updown/prelude/index.html">prelude</a>; [the map of the house](CONTRIBUTING.md#a-map-of-the-house) says what is where.
"""


def card(experiment, file, title):
    path = html.escape(f"{FOLDER}/{experiment}/{file}")
    return (f'<a class="card" href="{path}"><span class="picture"><img alt="" loading="lazy" src="{path}"></span>'
            f'<span class="words"><strong>{html.escape(Path(file).stem)}</strong> {html.escape(title)}</span></a>')


def section(experiment, drawn):
    cards = "\n".join(card(experiment, file, title) for file, title in drawn)
    return f'\n## {experiment}\n\n<div class="cards">\n{cards}\n</div>\n'


def draw():
    """Draw all figures into the site, and write both pages among its sources."""
    sections = []
    for name in figures.experiments():
        drawn, _ = figures.draw(name, AS_IT_IS / FOLDER / name)
        sections.append(section(name, drawn))
    (SOURCES / "gallery.md").write_text(ABOUT + "".join(sections), encoding="utf-8")
    (SOURCES / "api.md").write_text(API_PAGE, encoding="utf-8")
