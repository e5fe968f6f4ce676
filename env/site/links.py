"""Dead ends in a folder of web pages: links to what is not there, and what a page would fetch from another host."""

from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LOADED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload"}
# rustdoc's pages of sources: lines are linked as ranges, which a script resolves.
SOURCE_FOLDER = "src"


class Page(HTMLParser):
    """What a page links to, what it loads, and the places in it that a link can name."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.places = set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.places.update(value for name in ("id", "name") if (value := attributes.get(name)))
        if href := attributes.get("href"):
            rel = set((attributes.get("rel") or "").lower().split())
            (self.loads if tag == "link" and rel & LOADING_LINKS else self.links).add(href)
        self.loads.update(attributes[name] for where, name in LOADED if where == tag and attributes.get(name))


def target(path, address):
    """The file that an address within the site leads to."""
    found = path if not address.path else path.parent / unquote(address.path)
    return found / "index.html" if address.path.endswith("/") or found.is_dir() else found


def problem(folder, path, link, loads, places):
    """What is wrong with one link of a page; None if it leads somewhere."""
    address = urlsplit(link)
    if address.scheme == "data":
        return None
    if address.scheme or address.netloc:
        return f"fetches {link} from elsewhere" if loads else None
    if address.path.startswith("/"):
        return f"{link} holds at the root of a host only"
    found = target(path, address)
    if not found.is_file():
        return f"{link} is not there"
    resolved = found.resolve()
    if not resolved.is_relative_to(folder):
        return f"{link} leads out of the site"
    if not loads and resolved in places and not placed(address.fragment, resolved.relative_to(folder), places[resolved]):
        return f"{link} names a place that is not in that page"
    return None


def placed(fragment, page, places):
    """Whether a page has the place; as browsers do, the name is looked for as it is written, then decoded."""
    return not fragment or fragment in places or unquote(fragment) in places or SOURCE_FOLDER in page.parts


def dead(folder):
    """Every dead end of all pages in a folder, as one line of text each."""
    folder = folder.resolve()
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    places = {path: page.places for path, page in pages.items()}
    return [f"{path.relative_to(folder)}: {said}"
            for path, page in pages.items()
            for links, loads in ((page.links, False), (page.loads, True))
            for link in sorted(links)
            if (said := problem(folder, path, link, loads, places))]
