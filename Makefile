# `make help` lists the targets. Each one can be repeated, and goes on where it was interrupted.
PYTHON ?= python3
DATASET ?= glyphs
# What `make reproduce` runs for a dataset: a small sweep that shows the paper's two findings in minutes.
EXPERIMENT ?= $(if $(filter mnist,$(DATASET)),mnist-quick,$(DATASET))
LAB_OPTIONS ?=

# What `make setup` made, for cargo and what it runs. Not exported: the set-up looks at the person's own LIBTORCH.
TORCH_ENV = LIBTORCH="$(CURDIR)/env/libtorch" LD_LIBRARY_PATH="$(CURDIR)/env/libtorch/lib$(if $(LD_LIBRARY_PATH),:$(LD_LIBRARY_PATH))"
VENV_PYTHON = .venv/bin/python
UPDOWN = $(TORCH_ENV) cargo run --quiet --locked --features cli --

.DEFAULT_GOAL := help
.PHONY: help setup reproduce test lab notebooks bench clean distclean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what the project needs (.venv, libtorch, the Rust kernel); TORCH=cpu or cuda chooses
	@$(PYTHON) env/setup.py setup

reproduce: setup ## train, evaluate, and run the notebooks; DATASET=glyphs (default) or mnist
	$(TORCH_ENV) cargo build --locked --features cli
	$(UPDOWN) data $(DATASET)
	$(UPDOWN) sweep $(EXPERIMENT)
	$(UPDOWN) untrained $(EXPERIMENT)
	$(UPDOWN) eval $(EXPERIMENT)
	@$(MAKE) --no-print-directory notebooks

test: setup ## everything that has to pass: style, lints, docs, tests, notebooks
	@$(TORCH_ENV) $(VENV_PYTHON) env/run_tests.py

lab: setup ## open JupyterLab on the notebooks; LAB_OPTIONS=… for jupyter lab
	cd notebooks && $(TORCH_ENV) ../.venv/bin/jupyter lab --MappingKernelManager.default_kernel_name=updown $(LAB_OPTIONS)

notebooks: setup ## execute all notebooks; results and HTML in notebooks/executed/
	@$(TORCH_ENV) UPDOWN_EXPERIMENT=$(EXPERIMENT) $(VENV_PYTHON) env/execute.py

bench: setup ## run the benchmarks
	$(TORCH_ENV) cargo bench --locked

clean: ## remove what builds and runs made; data and checkpoints stay
	@$(PYTHON) env/setup.py clean

distclean: ## also remove what `make setup` made, in the cache folder too
	@$(PYTHON) env/setup.py distclean
