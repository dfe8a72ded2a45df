"""Whether a window can be opened is found out, and said in one sentence, before Qt aborts."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

import _display

needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")

REFUSES = "no server answers there, or it does not let you in."


def refuses(_: object) -> bool:
    return False


def opens(_: object) -> bool:
    return True


def problem(environment: dict[str, str], *, x11: bool = False, wayland: bool = False) -> str | None:
    return _display.display_problem(environment, opens if x11 else refuses, opens if wayland else refuses)


def test_no_display_at_all_is_said_in_one_sentence() -> None:
    sentence = problem({})
    assert sentence is not None
    assert sentence.startswith("derivgui needs a display")
    assert sentence.count(". ") == 0


def test_an_x_server_that_answers_will_do() -> None:
    assert problem({"DISPLAY": ":0"}, x11=True) is None


def test_an_x_server_that_refuses_is_named() -> None:
    sentence = problem({"DISPLAY": ":9"})
    assert sentence is not None
    assert "(DISPLAY is :9)" in sentence
    assert sentence.endswith(REFUSES)


def test_a_wayland_compositor_that_does_not_answer_is_named() -> None:
    sentence = problem({"WAYLAND_DISPLAY": "wayland-1"})
    assert sentence is not None
    assert "(WAYLAND_DISPLAY is wayland-1)" in sentence


def test_either_display_will_do_where_both_are_named() -> None:
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert problem(both, x11=True) is None
    assert problem(both, wayland=True) is None
    assert problem(both) is not None


@pytest.mark.parametrize("platform", ["offscreen", "minimal:enable_fonts", "vnc"])
def test_a_platform_of_qt_without_display_needs_none(platform: str) -> None:
    assert problem({"QT_QPA_PLATFORM": platform}) is None


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_have_their_own_display(platform: str) -> None:
    assert not _display.needs_display({}, platform)


def test_an_x_server_that_is_not_there_does_not_open() -> None:
    assert not _display.opens_x11(":4711")


def test_a_wayland_socket_opens_while_someone_listens(tmp_path: Path) -> None:
    path = tmp_path / "wayland-0"
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(path))
        compositor.listen()
        assert _display.opens_wayland(path)
    assert not _display.opens_wayland(path)


def test_each_kind_of_display_asks_for_its_own_libraries() -> None:
    bare = _display.display_libraries({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"})
    x11 = _display.display_libraries({"DISPLAY": ":0"})
    wayland = _display.display_libraries({"WAYLAND_DISPLAY": "wayland-0"})
    assert "libEGL.so.1" in bare
    assert set(x11) - set(bare) >= {"libxcb-cursor.so.0", "libxkbcommon-x11.so.0"}
    assert set(wayland) - set(bare) == {"libwayland-client.so.0", "libwayland-cursor.so.0"}


def test_drawing_goes_to_memory_where_xvfb_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with _display.own_display({"WAYLAND_DISPLAY": "wayland-0", "HOME": "/home"}) as variables:
        assert variables == {"HOME": "/home", "QT_QPA_PLATFORM": "offscreen"}
    assert "Without Xvfb" in capsys.readouterr().out


@needs_xvfb
def test_drawing_goes_to_a_display_of_its_own_even_where_there_is_another() -> None:
    desk = {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "wayland-0", "HOME": "/home"}
    with _display.own_display(desk) as variables:
        assert set(variables) == {"DISPLAY", "QT_QPA_PLATFORM", "HOME"}
        assert variables["DISPLAY"] != desk["DISPLAY"]
        # A display that answers is good enough for those who do not mind being watched.
        with _display.some_display(variables) as shared:
            assert shared == variables


@needs_xvfb
def test_a_virtual_display_is_there_as_long_as_its_block() -> None:
    with _display.virtual_display() as display:
        assert _display.opens_x11(display)
    assert not _display.opens_x11(display)
