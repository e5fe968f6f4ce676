# Read by `jupyter nbconvert --execute` when it is run in this folder. `make notebooks` notices more (a `?` that returned
# Err is "ok" to nbconvert): see env/notebooks/execute.py.
c = get_config()  # noqa: F821 - nbconvert provides it

c.ExecutePreprocessor.kernel_name = "updown"
c.ExecutePreprocessor.startup_timeout = 300  # seconds; the default of 60 is short on a busy machine
c.ExecutePreprocessor.timeout = 1800  # seconds a cell may take
