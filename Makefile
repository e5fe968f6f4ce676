# `make help` lists the targets. Each one can be repeated, and goes on where it was interrupted.
PYTHON ?= python3
DATASET ?= glyphs
# What `make reproduce` runs for a dataset: a small sweep that takes minutes; with FRESH=1 what the frozen results are made of,
# which takes hours.
FRESH ?=
SMALL_mnist = mnist-quick
SMALL_cifar10 = cifar10-quick
WHOLE_mnist = mnist-base mnist-wide mnist-deep
WHOLE_cifar10 = cifar10-narrow
EXPERIMENT ?= $(or $(if $(FRESH),$(WHOLE_$(DATASET)),$(SMALL_$(DATASET))),$(DATASET))
# For `make notebooks`: the experiment that they are about, by default each notebook's own choice.
ABOUT = $(if $(filter file,$(origin EXPERIMENT)),$(if $(filter command line,$(origin DATASET)),$(EXPERIMENT)),$(EXPERIMENT))
READER ?=
INPLACE ?=
LAB_OPTIONS ?=
BATTERY ?=

# What `make setup` made, for cargo and what it runs. Not exported: the set-up looks at the person's own LIBTORCH.
# The last is a kernel's (HASHED_NAMES in env/kernel/layout.py): cargo mixes it into the name of all that it compiles.
TORCH_ENV = LIBTORCH="$(CURDIR)/env/libtorch" LD_LIBRARY_PATH="$(CURDIR)/env/libtorch/lib$(if $(LD_LIBRARY_PATH),:$(LD_LIBRARY_PATH))" \
  __CARGO_DEFAULT_LIB_METADATA=updown
COMMA = ,
VENV_PYTHON = .venv/bin/python
UPDOWN = $(TORCH_ENV) cargo run --quiet --locked --features cli --

.DEFAULT_GOAL := help
.PHONY: help setup install kernel reproduce test battery torture fuzz lab notebooks figures pdf site browser snippets audit bench clean distclean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what the project needs (.venv, libtorch, the Rust kernel); TORCH=cpu or cuda chooses, READER=1 leaves libtorch out
	@$(PYTHON) -m env.setup $(if $(READER),--reader)

reproduce: setup ## train, evaluate, draw, run the notebooks; DATASET=glyphs (default), mnist or cifar10; FRESH=1 DATASET=mnist: all of the paper's
	$(TORCH_ENV) cargo build --locked --features cli
	$(UPDOWN) data $(DATASET)
	@set -e; for experiment in $(EXPERIMENT); do \
	  for step in sweep untrained eval $(if $(FRESH),results); do \
	    echo "=== $$step $$experiment"; $(UPDOWN) $$step $$experiment; \
	  done; \
	done
	@$(MAKE) --no-print-directory figures
	@$(MAKE) --no-print-directory notebooks EXPERIMENT="$(firstword $(EXPERIMENT))"

figures: ## draw all figures of the frozen results into figures/; needs cargo and Python, neither set-up nor libtorch
	@$(TORCH_ENV) $(PYTHON) -m env.figures

test: setup ## everything that has to pass: style, lints, docs, tests, notebooks
	@$(TORCH_ENV) $(VENV_PYTHON) -m env.run_tests

torture: ## kill sweep, eval, results and import at random moments, KILLS=1000 times, and compare all files
	$(TORCH_ENV) cargo build --locked --features cli
	@$(TORCH_ENV) $(PYTHON) tests/torture.py target/$(shell rustc -vV | sed -n "s/host: //p")/debug/updown --kills $(or $(KILLS),1000)

fuzz: setup ## libFuzzer on the readers of all kinds of file, SECONDS=60 for each; KINDS="csv npy" JOBS=2 KEEP=1 as env/fuzz.py says; needs cargo-fuzz
	@$(TORCH_ENV) $(VENV_PYTHON) -m env.fuzz --seconds $(or $(SECONDS),60) $(if $(JOBS),--jobs $(JOBS)) $(if $(KEEP),--keep) $(KINDS)

battery: setup ## try 1042 statements of std and 379 groups of cells on the notebook kernel; BATTERY="--plain" on plain evcxr, beside std's real sources
	@$(VENV_PYTHON) -m env.kernel.battery.run $(BATTERY); statements=$$?; \
	  $(VENV_PYTHON) -m env.kernel.battery.groups $(BATTERY) && exit $$statements

lab: setup ## open JupyterLab on the notebooks; LAB_OPTIONS=… for jupyter lab
	cd notebooks && $(TORCH_ENV) ../.venv/bin/jupyter lab --MappingKernelManager.default_kernel_name=updown $(LAB_OPTIONS)

notebooks: setup ## execute all notebooks into notebooks/executed/, with an index.html; EXPERIMENT=…; INPLACE=1 also into the notebooks
	@$(TORCH_ENV) $(VENV_PYTHON) -m env.notebooks.execute $(if $(ABOUT),--experiment $(firstword $(ABOUT))) $(if $(INPLACE),--inplace)

pdf: ## print the executed notebooks to PDF; needs Chromium, or the like
	@$(PYTHON) -m env.notebooks.pdf

site: ## build README, documents, notebooks, figures and API into site/, for any static host; needs cargo and Python 3.11
	@$(TORCH_ENV) $(PYTHON) -m env.site

browser: setup ## try a notebook in a real browser, in JupyterLab and as a page; needs node, npm and Chromium
	@$(VENV_PYTHON) -m env.browser.check

snippets: ## run README's lines for polars, pandas and safetensors in a Python environment of their own, target/snippets
	$(PYTHON) -m venv target/snippets
	target/snippets/bin/python -m pip install --quiet polars pandas pyarrow safetensors numpy
	target/snippets/bin/python -m unittest -v env.tests.test_python_snippets

audit: ## licences, advisories, duplicates and sources of the crates (cargo-deny), advisories of the Python packages (pip-audit)
	@$(PYTHON) -m env.audit

bench: setup ## run the benchmarks
	$(TORCH_ENV) cargo bench --locked

# Linked statically but for libtorch, which it then finds without LD_LIBRARY_PATH.
kernel: setup ## install the notebook kernel `updown` for this user: VS Code, another JupyterLab or papermill then start it
	@$(VENV_PYTHON) -m env.kernel.prepare user

install: setup ## the command `updown` in release, for keeping: into cargo's folder, or PREFIX=…; READER=1: updown-reader
	LIBTORCH="$(CURDIR)/env/libtorch" RUSTFLAGS="$(if $(READER),,-Clink-arg=-Wl$(COMMA)-rpath$(COMMA)$(realpath env/libtorch)/lib)" \
	  cargo install --path . --locked $(if $(PREFIX),--root "$(PREFIX)") \
	  $(if $(READER),--no-default-features --features reader-cli,--features cli)

clean: ## remove what builds and runs made; data and checkpoints stay
	@$(PYTHON) -m env.setup clean

distclean: ## also remove what `make setup` made, in the cache folder too
	@$(PYTHON) -m env.setup distclean
