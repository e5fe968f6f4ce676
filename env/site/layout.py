"""Where the site is made: in cargo's folder, until it is complete."""

from env.paths import ENV, TARGET

CONFIGURATION = ENV / "site"  # conf.py, and what it takes along
REQUIREMENTS = CONFIGURATION / "requirements.txt"
STATIC = CONFIGURATION / "static"

WORKPLACE = TARGET / "site"
VENV = WORKPLACE / "venv"
SOURCES = WORKPLACE / "sources"  # what Sphinx reads
AS_IT_IS = WORKPLACE / "as-it-is"  # what it takes into the site unchanged
DOCTREES = WORKPLACE / "doctrees"
BUILT = WORKPLACE / "built"
API = "api"  # folder in the site
