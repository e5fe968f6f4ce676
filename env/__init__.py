"""Everything around the library, in one package: run from the project's folder as `python -m env.ROOM`.

`paths` where everything lies · `files` links, locks, files written whole · `processes` ending what was started · `setup` what
`make setup` installs · `kernel` the notebook kernel · `lab` the warmed kernel under JupyterLab · `notebooks` executing,
comparing, pages · `figures` the gallery · `run_tests` what `make test` runs. `paths`, `files`, `processes`, `setup`, `figures`
and the kernel's launcher need the standard library only.
"""
