"""What Sphinx reads: the documents of the repository in the same folders, so that their links to each other hold."""

import json
import os
import re
import shutil

from env.paths import ROOT
from env.site.layout import SOURCES

LINK = re.compile(r"(\]\()([^()\s#]+)((?:#[^()\s]*)?\))")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# The front page has the name that hosts look for.
FRONT, FRONT_PAGE = "README.md", "index.md"
PAGES = (".md", ".ipynb")

DATA = ["gallery.md", "docs/DATA_DICTIONARY.md", "docs/FIGURES.md", "docs/REPRODUCTION.md", "docs/DEVIATIONS.md"]
PROJECT = ["CONTRIBUTING.md", "CHANGELOG.md"]


def notebooks(root=ROOT):
    return sorted(str(path.relative_to(root)) for path in root.glob("notebooks/*.ipynb"))


def guides(root=ROOT):
    return sorted(name for path in root.glob("docs/*.md") if (name := str(path.relative_to(root))) not in DATA)


def markdown(name, text):
    """The parts of a page that are Markdown."""
    if not name.endswith(".ipynb"):
        return [text]
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"]


def linked(name, text, root=ROOT):
    """The files of the repository that a page links to, as paths from its root. A folder or a dead link is none: Sphinx names it."""
    return [path for path in targets(name, text) if not path.startswith("..") and (root / path).is_file()]


def targets(name, text):
    """The targets of a page's links to the repository, as paths from its root."""
    written = (match[2] for part in markdown(name, text) for match in LINK.finditer(part))
    return [os.path.normpath(os.path.join(os.path.dirname(name), target)) for target in written if not SCHEME.match(target)]


def needed(root=ROOT):
    """Every page and every other file that the site takes from the repository: what is listed, and whatever that links to."""
    waiting = [FRONT, *PROJECT, *guides(root), *(name for name in DATA if (root / name).is_file()), *notebooks(root)]
    found = []
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found.append(name)
        if name.endswith(PAGES):
            waiting += linked(name, (root / name).read_text(encoding="utf-8"), root)
    return found


def to_front_page(name, text):
    """Links to README lead to the front page."""
    folder = os.path.dirname(name)

    def turned(match):
        here = os.path.normpath(os.path.join(folder, match[2])) == FRONT
        return match[1] + (os.path.relpath(FRONT_PAGE, folder or ".") if here else match[2]) + match[3]
    return LINK.sub(turned, text)


def contents(found, root=ROOT):
    """What the sidebar lists, as the table of contents that Sphinx asks for on the front page."""
    listed = {"Notebooks": notebooks(root), "Results": DATA, "Guides": guides(root)}
    said = {name for names in listed.values() for name in names}
    others = [name for name in found if name.endswith(".md") and name != FRONT and name not in said]
    listed["The project"] = [*others, "api.md"]
    trees = []
    for caption, names in listed.items():
        lines = "\n".join(os.path.splitext(name)[0] for name in names)
        trees.append(f"```{{toctree}}\n:hidden:\n:maxdepth: 1\n:caption: {caption}\n\n{lines}\n```\n")
    return "\n" + "\n".join(trees)


def lay_out(root=ROOT, folder=SOURCES):
    """Copy all of it into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    found = needed(root)
    for name in found:
        path = folder / (FRONT_PAGE if name == FRONT else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith(PAGES):
            shutil.copyfile(root / name, path)
            continue
        text = to_front_page(name, (root / name).read_text(encoding="utf-8"))
        path.write_text(text + (contents(found, root) if name == FRONT else ""), encoding="utf-8")
