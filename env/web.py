"""The look of the index pages. Standard library only: `make figures` runs before anything is installed."""

import html

from env.paths import FIGURES

INDEX = "index.html"
GALLERY = FIGURES / INDEX

INDEX_STYLE = """
:root { color-scheme: light dark; --ink: #1d2530; --soft: #5b6675; --paper: #fff; --card: #f5f7f9; --line: #d9dee5; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --soft: #9aa5b4; --paper: #14181d; --card: #1d232a; --line: #333c47; --bad: #ff8a80; } }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1rem 4rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
p.about { color: var(--soft); margin: 0 0 1.5rem; max-width: 46rem; }
main { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }
a.card { display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden;
  background: var(--card); color: inherit; text-decoration: none; }
a.card:hover, a.card:focus-visible { border-color: currentColor; }
a.card .picture { height: 12rem; background: #fff; border-bottom: 1px solid var(--line); }
a.card img { width: 100%; height: 100%; object-fit: contain; object-position: top; }
a.card .words { padding: .75rem 1rem 1rem; }
a.card h2 { font-size: 1.05rem; line-height: 1.3; margin: 0 0 .4rem; }
a.card p { margin: 0 0 .4rem; }
a.card .soft { color: var(--soft); font-size: .875rem; }
a.card .bad { color: var(--bad); font-size: .875rem; overflow-wrap: anywhere; }
"""


def frame(heading, about, body):
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
            f'initial-scale=1"><title>{html.escape(heading)}</title><style>{INDEX_STYLE}</style></head>\n'
            f'<body><h1>{html.escape(heading)}</h1><p class="about">{about}</p>\n<main>\n{body}\n</main></body></html>\n')
