#!/bin/sh
# Makes the checkpoint in this folder. It was made on 2026-11-26 by commit b5e27d6 and must not be made again: a test reads what
# that version wrote.
set -e
updown train --dataset glyphs --hidden 3,2 --l2 1e-5 --dropout 0.1 --run 1 --jobs 1
updown eval single --metrics performance,weights,modules --methods forward_cov,backward_jac --jobs 1
