"""Getting what is missing from the operating system: apt on Debian and its kin, words elsewhere.

Standard library only.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from _process import capture, say

# Another apt may be at work, as in the first minutes of a cloud machine.
APT_PATIENCE = ("-o", "DPkg::Lock::Timeout=120")


def install(packages: Iterable[str]) -> str | None:
    """Install Debian packages; None when done, else half a sentence on what is left to do."""
    names = " ".join(packages)
    if not is_debian(os_release()) or shutil.which("apt-get") is None:
        return f"install what Debian calls {names} with your package manager"
    prefix = privilege()
    if prefix is None:
        return f"run 'sudo apt-get install {names}'"
    say(f"Installing with apt: {names}.")
    return _install_as_root(prefix, names.split())


def is_debian(release: str) -> bool:
    """Whether the text of an os-release file is that of Debian, Ubuntu or one of their kin."""
    fields = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    kin = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return "debian" in kin or "ubuntu" in kin


def os_release() -> str:
    """The text that says which Linux this is; empty where there is none."""
    for path in (Path("/etc/os-release"), Path("/usr/lib/os-release")):
        if path.is_file():
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def privilege() -> list[str] | None:
    """What to put before a command that root must run; None where that is not ours to do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and capture(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _install_as_root(prefix: list[str], names: list[str]) -> str | None:
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *APT_PATIENCE]
    command = [*apt, "install", "--yes", "--no-install-recommends", *names]
    if capture(command).returncode == 0:
        return None
    # Its lists may be old or, on a fresh machine, not there at all.
    capture([*apt, "update"])
    second = capture(command)
    if second.returncode == 0:
        return None
    errors = [line.removeprefix("E:").strip() for line in second.stderr.splitlines() if line.startswith("E:")]
    reason = errors[0].rstrip(".") if errors else "it gave no reason"
    return f"apt cannot install {' '.join(names)} ({reason})"
