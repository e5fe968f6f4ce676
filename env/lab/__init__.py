"""The warmed kernel under JupyterLab: `updown_lab` is what Jupyter's server loads, `data` what tells it to."""
