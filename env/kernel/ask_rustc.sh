#!/bin/sh
# The compiler, asked by remedy.py for a type: to name it in full, and not to shorten what is long.
[ "$2" = -vV ] && exec "$@"
RUSTC_BOOTSTRAP=1 exec "$@" -Ztrim-diagnostic-paths=no --verbose
