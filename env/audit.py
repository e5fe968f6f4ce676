"""Licences, sources, duplicates and advisories of the crates, and advisories of the Python packages: `make audit`.

cargo-deny and pip-audit do it, where they are installed and their databases can be reached. What was not checked is said,
and is no failure; a finding is.
"""

import json
import shutil
import subprocess
import sys

from env.paths import ENV, ROOT

DENY = ["cargo", "deny", "--log-level", "error"]
REQUIREMENTS = [ENV / "requirements.txt", ENV / "site" / "requirements.txt"]
CHECK = [*DENY, "check", "--hide-inclusion-graph", "--show-stats"]


def ran(*command):
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def last_line(text):
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "nothing was said")


def finding(name, done):
    """Whether there is a finding, with the tool's words about it."""
    print(f"{name}: {'a finding' if done.returncode else 'nothing found'}", (done.stdout + done.stderr).strip(), sep="\n", flush=True)
    return done.returncode != 0


def crates():
    """Whether there is a finding in the crates."""
    if ran("cargo", "deny", "--version").returncode:
        print("crates: not checked, neither licences, sources and duplicates nor advisories; `cargo install cargo-deny` gets the program")
        return False
    found = finding("crates' licences, sources, duplicates", ran(*CHECK, "licenses", "bans", "sources"))
    fetched = ran(*DENY, "fetch", "db")
    if fetched.returncode:
        print(f"crates' advisories: not checked, their database cannot be reached ({last_line(fetched.stderr)})")
        return found
    return finding("crates' advisories", ran(*CHECK, "advisories")) or found


def packages(requirements):
    """Whether there is an advisory about one of the packages that a file pins."""
    name = requirements.relative_to(ROOT)
    done = ran("pip-audit", "--requirement", requirements, "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    try:
        listed = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{name}: not checked ({last_line(done.stderr)})")
        return False
    # pip-audit passes over what its database does not know or is not reached for, and calls the rest clean.
    unknown = [package for package in listed if "skip_reason" in package]
    bad = [(package, flaw) for package in listed for flaw in package.get("vulns", [])]
    print(f"{name}: {len(listed) - len(unknown)} packages checked, {len(bad)} advisories")
    for package, flaw in bad:
        print(f"  {package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}")
    if unknown:
        print(f"  not checked: {len(unknown)}, the first {unknown[0]['name']} ({unknown[0]['skip_reason']})")
    return bool(bad)


def main():
    found = [crates()]
    if shutil.which("pip-audit"):
        found += [packages(path) for path in REQUIREMENTS]
    else:
        print("Python packages: not checked; `pip install pip-audit` gets the program")
    sys.exit(1 if any(found) else 0)


if __name__ == "__main__":
    main()
