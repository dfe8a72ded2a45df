"""Settings of the whole session: how hypothesis searches, and a home that is not the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every machine and run, and no judgement on how busy the machine is.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples every time, and many: for a night, not for a commit.
settings.register_profile("soak", settings.get_profile("ci"), derandomize=False, max_examples=5000)
settings.load_profile("ci")

USER_FOLDERS = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")
# What a desktop sets for its user, and what would make pixels differ from machine to machine.
DESKTOP_VARIABLES = (
    "QT_QPA_PLATFORMTHEME",
    "QT_STYLE_OVERRIDE",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_FONT_DPI",
    "WAYLAND_DISPLAY",
)

_home = Path(tempfile.mkdtemp(prefix="derivgui-tests-"))


def pytest_configure() -> None:
    """Point every place for a user's files to a folder of this session."""
    for name in USER_FOLDERS:
        folder = _home / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(folder)
    for name in DESKTOP_VARIABLES:
        os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    """Remove that folder."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds derivgui/, tests/ and packaging/."""
    return Path(__file__).resolve().parent.parent
