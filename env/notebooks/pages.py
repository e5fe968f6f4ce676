"""Executed notebooks as self-contained web pages, which need no network, and an index of them."""

import html
import os
import re

import nbformat
from jinja2 import DictLoader
from nbconvert import HTMLExporter

from env import files
from env.notebooks.outputs import RECORD, code_cells
from env.web import GALLERY, INDEX, frame

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
body.jp-Notebook .jp-InputArea-editor, body.jp-Notebook .jp-OutputArea-output { overflow-x: auto; }
body.jp-Notebook .jp-OutputArea-child:not(.jp-OutputArea-executeResult) .jp-RenderedText { padding-left: 8px; }
body.jp-Notebook .jp-RenderedHTMLCommon table { margin-left: 0; font-variant-numeric: tabular-nums; }
body.jp-Notebook .jp-RenderedSVG img, body.jp-Notebook .jp-RenderedImage img { max-width: 100%; height: auto; }
@media print {
  body.jp-Notebook { padding: 0; }
  body.jp-Notebook .jp-InputPrompt, body.jp-Notebook .jp-OutputPrompt { display: none; }
  body.jp-Notebook .jp-InputArea-editor, body.jp-Notebook .jp-OutputArea-output { overflow: visible; }
  body.jp-Notebook .highlight pre, body.jp-Notebook .jp-OutputArea-output pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  body.jp-Notebook .jp-RenderedHTMLCommon { font-size: 13px; }
  body.jp-Notebook .jp-RenderedSVG, body.jp-Notebook .jp-RenderedImage { break-inside: avoid; }
  body.jp-Notebook .jp-RenderedSVG img, body.jp-Notebook .jp-RenderedImage img { max-height: 24cm; }
  body.jp-Notebook .jp-RenderedHTMLCommon table { font-size: 9px; break-inside: avoid; }
  body.jp-Notebook h1, body.jp-Notebook h2, body.jp-Notebook h3 { break-after: avoid; }
}
"""


def write_page(notebook, path):
    exporter = HTMLExporter(extra_loaders=[DictLoader({"updown.html.j2": TEMPLATE})], template_file="updown.html.j2")
    resources = {"metadata": {"name": title(notebook) or path.stem}, "updown_style": PAGE_STYLE}
    page, _ = exporter.from_notebook_node(notebook, resources)
    files.write(path, page)


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
    """The first sentence that is not a heading; empty without one."""
    paragraphs = (re.sub(r"^#.*\n?", "", part, flags=re.MULTILINE).strip() for part in prose(notebook).split("\n\n"))
    paragraph = next((plain(" ".join(part.split())) for part in paragraphs if part), "")
    found = SENTENCE.match(paragraph)
    return found[0] if found else paragraph


def thumbnail(notebook):
    """The first picture among the outputs, as base64; None without one."""
    data = (output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs)
    return next((part["image/png"].replace("\n", "") for part in data if "image/png" in part), None)


def status(notebook):
    """(whether all is well, a remark)."""
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


def write_index(folder):
    """An index of all executed notebooks of a folder."""
    cards = [card(nbformat.read(path, as_version=4), path.stem) for path in sorted(folder.glob("*.ipynb"))]
    about = "Notebooks as they were executed last, with what they showed."
    if GALLERY.is_file():
        about += f' All figures of all experiments: <a href="{html.escape(os.path.relpath(GALLERY, folder))}">figures</a>.'
    files.write(folder / INDEX, frame("updown: executed notebooks", about, "\n".join(cards)))
