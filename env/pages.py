"""Executed notebooks as web pages that need nothing else, no network either, and an index of them."""

import html
import os
import re

import nbformat
from jinja2 import DictLoader
from nbconvert import HTMLExporter

from outputs import RECORD, ROOT, code_cells

INDEX = "index.html"
GALLERY = ROOT / "figures" / INDEX  # `make figures`
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
SENTENCE = re.compile(r"^.*?[.?!](?=\s|$)", re.DOTALL)

# JupyterLab's look, without what it would fetch from elsewhere, in a column that can be read.
TEMPLATE = """{% extends 'lab/index.html.j2' %}
{% block html_head_js_requirejs %}{% endblock %}
{% block html_head_js_mathjax %}{% endblock %}
{% block html_head_js_mermaidjs %}{% endblock %}
{% block extra_css %}<style>{{ resources.updown_style }}</style>{% endblock %}
"""
PAGE_STYLE = """
body.jp-Notebook { padding: 0 1rem 4rem; }
body.jp-Notebook > main { max-width: 68rem; margin: 0 auto; }
body.jp-Notebook .jp-RenderedHTMLCommon { font-size: 15px; line-height: 1.55; }
body.jp-Notebook .jp-MarkdownCell .jp-RenderedHTMLCommon { max-width: 46rem; }
body.jp-Notebook .jp-OutputArea-output { overflow-x: auto; }
body.jp-Notebook .jp-OutputArea-child:not(.jp-OutputArea-executeResult) .jp-RenderedText { padding-left: 8px; }
body.jp-Notebook .jp-RenderedHTMLCommon table { margin-left: 0; font-variant-numeric: tabular-nums; }
body.jp-Notebook .jp-RenderedSVG img, body.jp-Notebook .jp-RenderedImage img { max-width: 100%; height: auto; }
@media print {
  body.jp-Notebook { padding: 0; }
  body.jp-Notebook .jp-InputPrompt, body.jp-Notebook .jp-OutputPrompt { display: none; }
  body.jp-Notebook .jp-OutputArea-output { overflow: visible; }
  body.jp-Notebook .jp-RenderedSVG, body.jp-Notebook .jp-RenderedImage { break-inside: avoid; }
  body.jp-Notebook .jp-RenderedSVG img, body.jp-Notebook .jp-RenderedImage img { max-height: 24cm; }
  body.jp-Notebook .jp-OutputArea-child:not(.jp-OutputArea-executeResult) .jp-RenderedText { padding-left: 8px; }
body.jp-Notebook .jp-RenderedHTMLCommon table { font-size: 9px; break-inside: avoid; }
  body.jp-Notebook h1, body.jp-Notebook h2, body.jp-Notebook h3 { break-after: avoid; }
}
"""
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


def write(path, text):
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def write_page(notebook, path):
    exporter = HTMLExporter(extra_loaders=[DictLoader({"updown.html.j2": TEMPLATE})], template_file="updown.html.j2")
    resources = {"metadata": {"name": title(notebook) or path.stem}, "updown_style": PAGE_STYLE}
    page, _ = exporter.from_notebook_node(notebook, resources)
    write(path, page)


# --- what an index says of a notebook ---

def plain(markdown):
    return re.sub(r"[*_`]", "", LINK.sub(r"\1", markdown)).strip()


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def title(notebook):
    """The first heading; None without one."""
    found = re.search(r"^#+ +(.+)$", prose(notebook), re.MULTILINE)
    return plain(found[1]) if found else None


def first_sentence(notebook):
    """The first sentence that is no heading; empty without one."""
    paragraphs = (re.sub(r"^#.*\n?", "", part, flags=re.MULTILINE).strip() for part in prose(notebook).split("\n\n"))
    paragraph = next((plain(" ".join(part.split())) for part in paragraphs if part), "")
    found = SENTENCE.match(paragraph)
    return found[0] if found else paragraph


def thumbnail(notebook):
    """The first picture among the outputs, as base64; None without one."""
    data = (output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs)
    return next((part["image/png"].replace("\n", "") for part in data if "image/png" in part), None)


def status(notebook):
    """(whether all is well, what there is to say)."""
    record = notebook.metadata.get(RECORD, {})
    if record.get("failure"):
        return False, f"failed: {record['failure']}"
    source = {"frozen": "frozen results", "checkpoints": "checkpoints"}.get(record.get("source"))
    about = f"{record['experiment']}, {source} · " if record.get("experiment") else ""
    cells = code_cells(notebook)
    return True, f"{about}{sum(cell.execution_count is not None for cell in cells)} of {len(cells)} cells executed"


def card(notebook, name):
    picture = thumbnail(notebook)
    image = f'<img alt="" src="data:image/png;base64,{picture}">' if picture else ""
    well, text = status(notebook)
    return (f'<a class="card" href="{html.escape(name)}.html"><div class="picture">{image}</div><div class="words">'
            f"<h2>{html.escape(title(notebook) or name)}</h2><p>{html.escape(first_sentence(notebook))}</p>"
            f'<p class="{"soft" if well else "bad"}">{html.escape(text)}</p><p class="soft">{html.escape(name)}.ipynb</p></div></a>')


def frame(heading, about, body):
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
            f'initial-scale=1"><title>{html.escape(heading)}</title><style>{INDEX_STYLE}</style></head>\n'
            f'<body><h1>{html.escape(heading)}</h1><p class="about">{about}</p>\n<main>\n{body}\n</main></body></html>\n')


def write_index(folder):
    """An index of all executed notebooks of a folder."""
    cards = [card(nbformat.read(path, as_version=4), path.stem) for path in sorted(folder.glob("*.ipynb"))]
    about = "Notebooks as they were executed last, with what they showed."
    if GALLERY.is_file():
        about += f' All figures of all experiments: <a href="{html.escape(os.path.relpath(GALLERY, folder))}">figures</a>.'
    write(folder / INDEX, frame("updown: executed notebooks", about, "\n".join(cards)))
