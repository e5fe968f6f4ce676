"""Notebooks: `execute` runs them, `outputs` says what is kept of a run, `drift` compares, `pages` and `pdf` show."""
