"""The person's own `init.evcxr` (commands) and `prelude.rs` (Rust), which evcxr reads when it starts and which would keep it from
starting if they were broken. Here they run before the first cell, and what is wrong with them is told there."""
import os
from pathlib import Path

NAMES = ("init.evcxr", "prelude.rs")  # in this order


def config_folder(env: dict[str, str]) -> Path:
    """Where evcxr looks on Linux."""
    if own := env.get("EVCXR_CONFIG_DIR"):
        return Path(own)
    config = env.get("XDG_CONFIG_HOME", "")
    return (Path(config) if os.path.isabs(config) else Path(env.get("HOME", "/")) / ".config") / "evcxr"


def read(env: dict[str, str]) -> list[tuple[Path, str]]:
    """The files that are there, with their text; one that cannot be read has the reason as a comment that does not compile."""
    found = []
    for path in (config_folder(env) / name for name in NAMES):
        if path.exists():
            try:
                found.append((path, path.read_text()))
            except (OSError, ValueError) as error:
                found.append((path, f"compile_error!({str(error)!r});".replace("'", '"')))
    return [(path, text) for path, text in found if text.strip()]


def told(path: Path, errors: list[dict]) -> str:
    """What is said of a file that failed."""
    text = "\n".join(each["evalue"] for each in errors)
    return f"{path}:\n{text}\nThe notebook goes on without it.\n"
