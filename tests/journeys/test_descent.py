"""Gradient descent by hand: exercise 4, back and forth, the ball, the race, the sweep."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from derivgui.model.descent.methods import ROWS, Method
from derivgui.model.scene.numbers import MINUS
from derivgui.ui.descent.iterate_table import IterateTable
from derivgui.ui.descent.overlay import DescentOverlay
from derivgui.ui.descent.plots_view import PlotsView
from derivgui.ui.descent.race_view import ContestantRow
from derivgui.ui.descent.sweep_view import SweepView
from derivgui.ui.plane_canvas import PlaneCanvas
from derivgui.ui.widgets.steady_label import SteadyLabel
from tests.cli.test_evaluate import answer
from tests.journeys.driver import LEFT, NO_KEYS, App

ROSENBROCK = "(1-x)^2+100(y-x^2)^2"


@pytest.fixture
def descending(app: App) -> App:
    """The page is open, and the ball lies at 5 on x^2."""
    app.press("page-descent")
    app.type_into("Start x", "5")
    return app


def step(app: App) -> str:
    return app.find(QLabel, "This step in numbers").text()


def verdict(app: App) -> str:
    return app.find(QLabel, "Where it leads and why").text()


def table(app: App) -> IterateTable:
    return app.find(IterateTable, "Iterates")


def choose(app: App, name: str, label: str) -> None:
    """Choose from a drop-down list with the arrow keys."""
    box = app.find(QComboBox, name)
    wanted = next(place for place in range(box.count()) if box.itemText(place).startswith(label))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(wanted):
        QTest.keyClick(box, Qt.Key.Key_Down)
    app.settle()


def show(app: App, view: str) -> None:
    """Choose what is shown of the run."""
    button = next(b for b in app.window.findChildren(QToolButton) if b.text() == view and b.isVisible())
    QTest.mouseClick(button, LEFT)
    app.settle()


def overlay(app: App, canvas: PlaneCanvas | None = None) -> DescentOverlay:
    scene = (canvas or app.window.canvas).scene()
    return next(item for item in scene.items() if isinstance(item, DescentOverlay))


def drag(app: App, handle: str, to: tuple[float, float], canvas: PlaneCanvas | None = None) -> None:
    """Drag a handle of the layer to a data point."""
    canvas = canvas or app.window.canvas
    layer = overlay(app, canvas)
    start, end = layer.handles()[handle].toPoint(), layer.to_pixel(*to).toPoint()
    QTest.mouseMove(canvas.viewport(), start)
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEYS, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(canvas.viewport(), (QPointF(start) + (QPointF(end) - QPointF(start)) * share).toPoint())
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEYS, end)
    app.settle()


def run_to_the_end(app: App, qtbot: QtBot) -> None:
    """However long that takes, as long as steps are made."""
    app.click("Run to the end")
    descent = app.window.descent
    assert descent is not None
    while descent.is_working:
        reached = descent.k
        qtbot.waitUntil(lambda k=reached: not descent.is_working or descent.k != k, timeout=10_000)  # type: ignore[misc]


def test_exercise_four_by_hand(descending: App) -> None:
    app = descending
    assert step(app).startswith("x = 5, f′(5) = 10\n5 − 0.1·10 = 4\n")
    assert "positive, so it moves left" in step(app)
    for text in ("4", "3.2", "2.56", "2.048", "1.6384"):
        app.click("One step")
        assert step(app).startswith(f"x = {text}, ")
    assert "by 0.8, so x approaches 0" in verdict(app)
    assert [table(app).text(row, 1) for row in range(6)] == ["5", "4", "3.2", "2.56", "2.048", "1.6384"]
    assert table(app).lit_row == 5
    for _ in range(5):
        app.click("One step back")
    assert step(app).startswith("x = 5, ")
    assert not app.find(QToolButton, "One step back").isEnabled()
    assert table(app).rows == 6


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("1", "Cycling with period 2"),
        ("1.1", "Diverged"),
        ("1/2", "one step lands on 0"),
        ("1/2", "Converged after 1 "),
    ],
)
def test_what_rates_do_is_said(descending: App, qtbot: QtBot, rate: str, words: str) -> None:
    descending.type_into("Rate α", rate)
    run_to_the_end(descending, qtbot)
    assert words in verdict(descending)


def test_the_scrubber_ends_where_the_run_does(descending: App, qtbot: QtBot) -> None:
    app = descending
    app.type_into("Rate α", "1.1")
    run_to_the_end(app, qtbot)
    slider = app.find(QSlider, "Step k, along the history")
    assert slider.maximum() == 153
    app.type_into("Rate α", "0.5")
    assert (slider.value(), slider.maximum()) == (1, 1)


def test_a_rate_may_be_a_fraction_and_must_be_positive(descending: App) -> None:
    descending.type_into("Rate α", "1/3")
    assert descending.window.session.document.descent.main.rate == 1 / 3
    descending.type_into("Rate α", "-1")
    assert descending.window.session.document.descent.main.rate == 1 / 3


def test_the_start_on_the_ridge_of_a_saddle(app: App, qtbot: QtBot) -> None:
    app.type_function("x^2 - y^2")
    app.press("page-descent")
    app.type_into("Start x", "1")
    app.type_into("Start y", "0")
    assert "a saddle" in verdict(app)
    run_to_the_end(app, qtbot)
    assert "Stalled at a saddle" in verdict(app)


def test_the_setup_is_undone_and_the_steps_are_not_part_of_it(descending: App, qtbot: QtBot) -> None:
    app = descending
    app.type_into("Rate α", "0.25")
    app.click("One step")
    app.click("One step")
    app.press("undo")
    assert app.find(QLineEdit, "Rate α").text() == "0.1"
    # On a busy machine the steps are taken in several turns.
    qtbot.waitUntil(lambda: step(app).startswith("x = 3.2, "))
    app.press("redo")
    qtbot.waitUntil(lambda: step(app).startswith("x = 1.25, "))


def test_until_it_is_moved_the_ball_lies_at_the_point(app: App) -> None:
    app.drag_tangent(to=1.0)
    app.press("page-descent")
    assert step(app).startswith("x = 1, ")
    app.type_into("Start x", "3")
    app.click("Close the right panel")
    app.drag_tangent(to=-1.0)
    app.press("page-descent")
    assert step(app).startswith("x = 3, ")


def test_a_function_of_another_name_is_called_by_it(descending: App, qtbot: QtBot) -> None:
    app = descending
    app.press("add-function")
    app.type_function("x^2+1")
    assert step(app).startswith("x = 5, g′(5) = 10")
    assert "L = g″ = 2" in verdict(app)
    run_to_the_end(app, qtbot)
    assert "|g′| is no more than" in app.find(SteadyLabel, "Where it leads and why").words
    show(app, "Race")
    app.click("Add a rival")
    assert all("g = " in row.status for row in app.window.findChildren(ContestantRow))
    show(app, "Plots")
    plots = app.find(PlotsView, "f and the size of its gradient over the steps").plots
    assert plots is not None
    assert plots.titles == ("g", "|g′|")


def test_an_example_brings_its_start_and_a_rate_that_suits_it(descending: App) -> None:
    app = descending
    app.press("plane-rosenbrock")
    assert step(app).startswith("At (−1.2, 1), ∇f = (−215.6, −88)\n")
    assert app.find(QLineEdit, "Rate α").text() == "0.001"
    app.press("undo")
    assert step(app).startswith("x = 5, ")


def test_dragging_the_ball_starts_there(descending: App) -> None:
    app = descending
    for _ in range(3):
        app.click("One step")
    drag(app, "ball", (3.0, 9.0))
    assert app.window.session.document.start[0] == pytest.approx(3.0, abs=0.05)
    assert app.find(QToolButton, "One step back").isEnabled() is False
    assert app.tangent.x == 2.0
    app.press("undo")
    assert app.window.session.document.start[0] == 5.0


def test_a_fitted_window_holds_the_start(descending: App) -> None:
    app = descending
    app.type_into("Start x", "40")
    app.press("fit")
    view = app.window.session.viewport
    assert view.x0 < 40 < view.x1
    assert view.y0 < 1600 < view.y1


def test_a_fitted_window_holds_the_ball_unless_it_has_run_away(app: App, qtbot: QtBot) -> None:
    app.type_function("(x^2+y-11)^2+(x+y^2-7)^2")
    app.press("page-descent")
    app.type_into("Start x", "-1")
    app.type_into("Start y", "-1")
    app.type_into("Rate α", "0.01")
    run_to_the_end(app, qtbot)
    app.press("fit")
    view = app.map.session.viewport
    assert view.x0 < -3.77931 < view.x1
    assert view.y0 < -3.283186 < view.y1
    app.type_into("Rate α", "1")
    run_to_the_end(app, qtbot)
    assert "Diverged" in verdict(app)
    app.press("fit")
    assert app.map.session.viewport.x1 < 100


def test_a_new_descent_starts_from_any_step(descending: App) -> None:
    app = descending
    for _ in range(3):
        app.click("One step")
    app.click("Start anew from this step")
    assert app.window.session.document.start[0] == pytest.approx(2.56)
    app.type_into("Rate α", "1/2")
    assert step(app).startswith("x = 2.56, f′(2.56) = 5.12\n2.56 − 0.5·5.12 = 0")
    app.press("undo")
    app.press("undo")
    assert app.window.session.document.start[0] == 5.0


def test_dragging_the_ring_takes_the_path_along(descending: App) -> None:
    app = descending
    app.click("One step")
    drag(app, "start", (4.0, 16.0))
    x = app.window.session.document.start[0]
    assert x == pytest.approx(4.0, abs=0.05)
    picture = overlay(app).picture
    assert picture is not None
    assert picture.runners[0].at[0] == pytest.approx(0.8 * x)


def test_the_ball_answers_the_arrow_keys(descending: App) -> None:
    app = descending
    before = app.window.session.document.start[0]
    app.keys(Qt.Key.Key_Left)
    after = app.window.session.document.start[0]
    assert after < before
    assert len(repr(after)) < 8


def test_the_ordinary_handles_step_back_while_the_page_is_open(app: App) -> None:
    handles = set(app.window.canvas.handles())
    limit = app.window.limit
    app.press("page-descent")
    assert set(app.window.canvas.handles()) == {"ball"}
    assert not limit.isVisible()
    app.click("Close the right panel")
    assert set(app.window.canvas.handles()) == handles
    assert limit.isVisible()
    assert not overlay(app).isVisible()


def test_playing_goes_on_by_itself_and_pauses(descending: App, qtbot: QtBot) -> None:
    app = descending
    descent = app.window.descent
    assert descent is not None
    choose(app, "Speed", "60")
    app.click("Play the steps")
    qtbot.waitUntil(lambda: descent.k >= 5)
    app.click("Pause")
    k = descent.k
    assert not descent.is_playing
    app.settle()
    assert descent.k == k
    app.press("descent-play")
    qtbot.waitUntil(lambda: not descent.is_playing, timeout=10_000)
    assert "Converged after 93 steps" in verdict(app)


def test_scrubbing_and_rows_go_through_the_history(descending: App, qtbot: QtBot) -> None:
    app = descending
    run_to_the_end(app, qtbot)
    slider = app.find(QSlider, "Step k, along the history")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert step(app).startswith("x = 5, ")
    view = table(app)
    spot = view.row_rect(2).center()
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, spot)
    assert step(app).startswith("x = 3.2, ")
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.lit_row == 93


def test_the_table_is_copied_with_all_digits(descending: App) -> None:
    app = descending
    app.click("One step")
    app.click("Copy the table")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "k\tx\tvalue\tgradient_x\tupdate_x"
    assert lines[1] == "0\t5.0\t25.0\t10.0\t-1.0"


def test_the_table_is_saved_as_csv(descending: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "run"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    descending.click("Save the table as CSV…")
    assert (tmp_path / "run.csv").read_text().startswith("k,x,value,gradient_x,update_x\n0,5.0,25.0,10.0,-1.0\n")


def test_the_table_replaces_no_file_unasked(descending: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run.csv").write_text("of another day")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run"), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.No)
    descending.click("Save the table as CSV…")
    assert (tmp_path / "run.csv").read_text() == "of another day"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_window_and_command_line_have_the_same_numbers(
    app: App, capsys: pytest.CaptureFixture[str], row: Method
) -> None:
    app.type_function(ROSENBROCK)
    app.press("page-descent")
    app.type_into("Start x", "-1.2")
    app.type_into("Start y", "1")
    choose(app, "Method", row.title)
    app.type_into("Rate α", "1/900")
    for _ in range(7):
        app.click("One step")
    place = ["--start", "-1.2,1", "--rate", "1/900", "--steps", "7", "--method", row.name]
    iterates = answer(capsys, "descend", ROSENBROCK, *place)["iterates"]
    descent = app.window.descent
    assert descent is not None
    assert descent.run is not None
    assert [iterate["at"] for iterate in iterates] == [list(descent.run.history.at(k)) for k in range(8)]
    assert float(table(app).text(7, 1).replace(MINUS, "-")) == pytest.approx(iterates[7]["at"][0], rel=1e-5)


def test_methods_bring_their_parameters(descending: App) -> None:
    app = descending
    choose(app, "Method", "Momentum")
    app.click("One step")
    app.click("One step")
    assert step(app).startswith("x = 2.3, ")
    app.type_into("Parameter momentum", "0.5")
    assert step(app).startswith("x = 2.7, ")
    app.type_into("Parameter momentum", "1.5")
    assert dict(app.window.session.document.descent.main.parameters) == {"momentum": 0.5}


def test_a_schedule_lets_the_rate_fall(descending: App) -> None:
    app = descending
    choose(app, "Schedule of the rate", "α falls steadily")
    app.click("One step")
    app.click("One step")
    assert step(app).startswith("x = 3.6, ")
    app.type_into("Factor of the schedule", "0.25")
    assert step(app).startswith("x = 3.8, ")


def test_a_race_of_methods_from_one_start(descending: App, qtbot: QtBot) -> None:
    app = descending
    show(app, "Race")
    app.click("Add a rival")
    app.click("Add a rival")
    assert [one.method for one in app.window.session.document.descent.contestants] == ["gd", "momentum", "nesterov"]
    app.type_into("Rate of rival 1", "0.05")
    app.click("One step")
    picture = overlay(app).picture
    assert picture is not None
    assert [runner.at[0] for runner in picture.runners] == pytest.approx([4.0, 4.5, 3.1])
    run_to_the_end(app, qtbot)
    statuses = [row.status for row in app.window.findChildren(ContestantRow)]
    assert all(status.startswith("converged after") for status in statuses)
    app.click("Remove rival 1")
    assert [one.method for one in app.window.session.document.descent.contestants] == ["gd", "nesterov"]


def test_the_sweep_finds_where_divergence_begins(descending: App, qtbot: QtBot) -> None:
    app = descending
    show(app, "Sweep")
    view = app.find(SweepView, "Steps to converge over the rate")
    qtbot.waitUntil(lambda: view.sweep is not None and view.sweep.is_done, timeout=20_000)
    found = app.find(QLabel, "What the sweep found").text()
    assert (
        found == "Fewest steps, 1, at α = 0.5. Above α = 1, which is 2/L, it diverges. At exactly that rate it cycles."
    )
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(view.width() // 2, view.height() // 2))
    assert app.window.session.document.descent.main.rate != 0.1


def test_the_start_is_in_sight_of_a_small_window(app: App, qtbot: QtBot) -> None:
    app.window.resize(900, 600)
    app.type_function("x^2 + 3y^2")
    app.press("page-descent")

    def start_is_in_sight() -> bool:
        view = app.map.session.viewport
        return view.x0 < 2.0 < view.x1 and view.width == app.map.canvas.viewport().width()

    qtbot.waitUntil(start_is_in_sight)
    app.map.canvas.panned.emit(-400.0, 0.0)
    app.window.resize(920, 600)
    qtbot.wait(50)
    assert app.map.session.viewport.x0 > 0.0


def test_rates_are_read_and_taken_with_keys_alone(descending: App, qtbot: QtBot) -> None:
    app = descending
    show(app, "Sweep")
    view = app.find(SweepView, "Steps to converge over the rate")
    qtbot.waitUntil(lambda: view.sweep is not None and view.sweep.is_done, timeout=20_000)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.reading == "α = 10: diverges"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.reading == "α = 0.001: given up after 2,000 steps"
    while view.reading != "α = 0.5: 1 step":
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == view.reading
    assert app.window.session.document.descent.main.rate == 0.1
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert app.window.session.document.descent.main.rate == 0.5
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert app.window.session.document.descent.main.rate == 0.5
    app.press("undo")
    assert app.window.session.document.descent.main.rate == 0.1


def test_plots_follow_the_run(descending: App, qtbot: QtBot) -> None:
    app = descending
    show(app, "Plots")
    view = app.find(PlotsView, "f and the size of its gradient over the steps")
    for _ in range(4):
        app.click("One step")
    assert view.plots is not None
    assert view.plots.upper[0].values.tolist() == pytest.approx([25, 16, 10.24, 6.5536, 4.194304])
    app.find(QCheckBox, "Logarithmic plots").click()
    assert view.plots.log
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(view.width() - 12, 60))
    assert step(app).startswith("x = 2.048, ")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert step(app).startswith("x = 2.56, ")


def test_on_the_contour_map_the_path_lies_over_the_level_lines(app: App, qtbot: QtBot) -> None:
    app.type_function(ROSENBROCK)
    app.press("page-descent")
    app.type_into("Start x", "-1.2")
    app.type_into("Start y", "1")
    app.type_into("Rate α", "0.001")
    for _ in range(2):
        app.click("One step")
    contour = app.window.contour
    assert contour is not None
    picture = overlay(app, contour.canvas).picture
    assert picture is not None
    assert picture.runners[0].at == pytest.approx((-1.0272715665664, 1.0642086720000001))
    assert step(app).startswith("At (−1.02727, 1.06421), ∇f = (")
    assert set(contour.canvas.handles()) == {"ball", "start"}
    assert not contour.column.isVisible()
    drag(app, "ball", (0.5, 0.5), contour.canvas)
    assert app.window.session.document.start == pytest.approx((0.5, 0.5), abs=0.03)


def test_switching_functions_and_worlds_keeps_the_page_true(app: App) -> None:
    app.press("page-descent")
    app.type_function(ROSENBROCK)
    assert step(app).startswith("At (")
    app.type_function("cos x")
    assert step(app).startswith("x = 2, f′(2) = −0.909297")
    app.type_function("sinn(x)")
    assert "no function" in step(app) or step(app).startswith("x = ")
    app.type_function("")
    app.type_function("x^3")
    assert step(app).startswith("x = 2, f′(2) = 12")


def test_it_is_saved_and_opened(descending: App, tmp_path: Path) -> None:
    app = descending
    choose(app, "Method", "Adam")
    saved = app.window.session.document
    assert app.window.file.save_path(tmp_path / "run.derivgui")
    app.press("new")
    assert app.window.session.document.descent != saved.descent
    assert app.window.file.open_path(tmp_path / "run.derivgui")
    assert app.window.session.document == saved
    assert step(app).startswith("x = 5, ")


def test_keys_step_the_descent_while_a_number_has_the_focus(descending: App, qtbot: QtBot) -> None:
    app = descending
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for name in ("Start x", "Rate α"):
        field = app.find(QLineEdit, name)
        field.setFocus()
        for key, k in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Home, 0)):
            QTest.keyClick(field, key, both)
            assert app.window.descent is not None
            assert app.window.descent.k == k
    QTest.keyClick(field, Qt.Key.Key_End, both)
    qtbot.waitUntil(lambda: "Converged" in verdict(app), timeout=10_000)
    QTest.keyClicks(field, "0.")
    QTest.keyClick(field, Qt.Key.Key_Left, both)
    assert field.selectedText()


def test_keys_reach_every_move(app: App, qtbot: QtBot) -> None:
    app.press("descent-forward")
    descent = app.window.descent
    assert descent is not None
    assert app.window.session.document.page == "descent"
    assert descent.k == 1
    app.press("descent-back")
    app.press("descent-end")
    qtbot.waitUntil(lambda: not descent.is_working)
    assert descent.k > 10
    app.press("descent-reset")
    assert descent.k == 0
