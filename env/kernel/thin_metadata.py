"""Run `cargo metadata` and leave out the crates that no type in a notebook can come from.

    python thin_metadata.py CARGO metadata …

rust-analyzer, inside evcxr, parses every crate that it is told of, and looks for trait implementations in all of them.
Only crates that come in through the project's library are left out, but for those in `project.json`, so that `let` needs no type
annotation (a type whose crate is missing there shows as "Couldn't automatically determine type"); what a notebook depends on by itself stays, with its tree.
Of the crates in `project.json` rust-analyzer reads copies without what functions do (thin_sources.py).
"""
import json
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import layout
import thin_sources

OURS = layout.CRATE


def is_seen(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in layout.SETTINGS["seen_by_rust_analyzer"])


def kept_ids(metadata: dict) -> set[str]:
    names = {package["id"]: package["name"] for package in metadata["packages"]}
    needs = {node["id"]: [dep["pkg"] for dep in node["deps"]] for node in metadata["resolve"]["nodes"]}
    kept: set[str] = set()
    stack = [(root, False) for root in metadata["workspace_members"]]
    while stack:
        package, through_ours = stack.pop()
        through_ours |= names[package] == OURS
        if through_ours and not is_seen(names[package]):
            continue
        if package not in kept:
            kept.add(package)
            stack += [(dependency, through_ours) for dependency in needs.get(package, [])]
    return kept


def thin(metadata: dict) -> dict:
    if not metadata.get("resolve"):
        return metadata
    kept = kept_ids(metadata)
    metadata["packages"] = [package for package in metadata["packages"] if package["id"] in kept]
    nodes = [node for node in metadata["resolve"]["nodes"] if node["id"] in kept]
    for node in nodes:
        node["deps"] = [dep for dep in node["deps"] if dep["pkg"] in kept]
        node["dependencies"] = [dep for dep in node["dependencies"] if dep in kept]
    metadata["resolve"]["nodes"] = nodes
    for package in metadata["packages"]:
        if package["name"] == OURS:  # rust-analyzer need not look through the whole project folder
            package["targets"] = [target for target in package["targets"] if "lib" in target["kind"] or "rlib" in target["kind"]]
        elif package["source"] and is_seen(package["name"]):
            read_copies(package)
    return metadata


def read_copies(package: dict) -> None:
    own = Path(package["manifest_path"]).parent
    copy = thin_sources.copy(own, layout.THIN)
    for holder, name in [(package, "manifest_path"), *((target, "src_path") for target in package["targets"])]:
        holder[name] = str(copy / Path(holder[name]).relative_to(own))


def main() -> None:
    run = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit(run.returncode)
    json.dump(thin(json.loads(run.stdout)), sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
