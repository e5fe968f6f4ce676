"""The site: `python -m env.site` builds README, documents, notebooks, figures and API as one folder for any static host.

`sources` lays out what Sphinx reads, `gallery` draws the figures' page, `links` looks for dead ends in what came out.
"""
