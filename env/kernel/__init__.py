"""The notebook kernel: see README.md. `launch.py` is a program of its own and imports nothing but `layout.py` beside it."""
