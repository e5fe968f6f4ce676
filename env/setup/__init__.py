"""Everything the project needs besides what cargo builds: `python3 -m env.setup` sets up, `clean` and `distclean` remove.

Python's standard library only, since this runs before anything is installed. Each step knows whether its result is
there and complete, so that a second run takes a second and an interrupted one goes on where it stopped. Results that
take long to make (libtorch, the evcxr kernel) lie in the user's cache folder and are shared by all clones; `env/`
holds links to them.
"""
