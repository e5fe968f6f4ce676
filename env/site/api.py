"""The API's documentation by rustdoc, with links mended that rustdoc leaves broken."""

import os
import re
import shutil
from urllib.parse import urlsplit

from env import files
from env.paths import LIBTORCH, ROOT, TARGET
from env.setup.steps import output, run
from env.site import links
from env.site.layout import API, BUILT

# rustdoc's pages link to a list of crates, and it makes none for one crate.
START = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>updown</title><meta http-equiv="refresh" content="0; url=updown/index.html"></head>
<body><a href="updown/index.html">updown</a></body></html>
"""
ANCHOR = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
SCRIPT = re.compile(r'<script src="([^"]*trait\.impl/[^"]*)"')
OURS = "/src/updown/"


def build():
    run(["cargo", "clean", "--doc", "--quiet"], cwd=ROOT)  # cargo leaves pages of items that are gone
    run(["cargo", "doc", "--quiet", "--locked", "--features", features(), "--no-deps", "--lib"], cwd=ROOT,
        env={**os.environ, "RUSTDOCFLAGS": "-D warnings"})
    host = output("rustc", "--print", "host-tuple")
    shutil.copytree(TARGET / host / "doc", BUILT / API)
    mend(BUILT / API)


def features():
    """The whole library; without libtorch, tch is documented without compiling its C++."""
    return "cli" if (LIBTORCH / "lib").is_dir() else "cli,tch/doc-only"


def mend(folder):
    """Close what rustdoc leaves open. Links in the words of our own stay as they are: dead ones are ours to mend."""
    folder = folder.resolve()
    files.write(folder / "index.html", START)
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for script in SCRIPT.findall(text):
            # Named by every trait's page, and not written where no other crate implements the trait.
            found = path.parent / script
            if not found.exists():
                found.parent.mkdir(parents=True, exist_ok=True)
                found.touch()
        if OURS not in text and (mended := ANCHOR.sub(lambda match: reachable(path, match), text)) != text:
            files.write(path, mended)


def reachable(path, match):
    """A link in the words of another crate that we show as part of our prelude: without that crate's pages, its words alone."""
    address = urlsplit(match[1])
    if address.scheme or not address.path:
        return match[0]
    found = links.target(path, address)
    to_a_place = address.fragment and address.path == "./index.html"
    return match[0] if found.is_file() and not to_a_place else match[2]
