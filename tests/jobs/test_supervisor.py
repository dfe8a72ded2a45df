"""Child processes that hang, crash and eat memory, and requests that come through all the same."""

from __future__ import annotations

import os
import queue
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from derivgui.jobs.outcome import Budget, Outcome
from derivgui.jobs.supervisor import Supervisor

TARGET = "tests.jobs.misbehaving:answer"
QUICK = Budget(soft=0.2, hard=0.4)
PATIENCE = 30.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks for processes as POSIX does")


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    supervisor = Supervisor(TARGET, megabytes=256)
    yield supervisor
    pids = supervisor.pids()
    supervisor.close()
    assert not any(map(is_alive, pids))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def echo(supervisor: Supervisor, text: str = "hello") -> Outcome:
    return supervisor.ask({"verb": "echo", "text": text})


def test_a_request_is_answered_by_another_process(supervisor: Supervisor) -> None:
    outcome = echo(supervisor, "∂f/∂x")
    assert outcome.kind == "answer"
    assert outcome.data["said"] == "∂f/∂x"
    assert outcome.data["pid"] in supervisor.pids()


@pytest.mark.parametrize("verb", ["hang", "hang in C"])
def test_what_hangs_is_ended_and_the_next_request_works(supervisor: Supervisor, verb: str) -> None:
    outcome = supervisor.ask({"verb": verb}, QUICK)
    assert outcome.kind == "timeout"
    assert QUICK.hard <= outcome.seconds < PATIENCE
    assert echo(supervisor).kind == "answer"


def test_a_crash_is_reported_once_and_the_next_request_works(supervisor: Supervisor) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    supervisor.submit({"verb": "die"}, outcomes.put)
    assert outcomes.get(timeout=PATIENCE).kind == "crash"
    assert echo(supervisor).kind == "answer"
    assert outcomes.empty()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit no address space")
def test_memory_is_capped(supervisor: Supervisor) -> None:
    assert supervisor.ask({"verb": "eat memory", "megabytes": 64}).data == {"length": 64 << 20}
    assert supervisor.ask({"verb": "eat memory", "megabytes": 1024}).kind == "memory"
    assert echo(supervisor).kind == "answer"


@pytest.mark.parametrize("verb", ["recurse", "unknown"])
def test_an_exception_is_an_outcome_and_its_process_is_replaced(supervisor: Supervisor, verb: str) -> None:
    before = supervisor.pids()
    outcome = supervisor.ask({"verb": verb})
    assert outcome.kind == "error"
    assert "Traceback" in outcome.details
    assert echo(supervisor).kind == "answer"
    wait_until(lambda: len(supervisor.pids()) == 2)
    assert set(supervisor.pids()) != set(before) or not before


def test_cancelling_ends_a_running_request_silently_and_at_once(supervisor: Supervisor) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    echo(supervisor)
    number = supervisor.submit({"verb": "hang"}, outcomes.put)
    begun = time.monotonic()
    supervisor.cancel(number)
    assert echo(supervisor).kind == "answer"
    assert time.monotonic() - begun < 1.0
    assert outcomes.empty()


def test_only_the_newest_request_of_a_topic_is_answered(supervisor: Supervisor) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    for text in "abcdef":
        last = supervisor.submit({"verb": "echo", "text": text}, outcomes.put, topic="typing")
    answered = outcomes.get(timeout=PATIENCE)
    assert (answered.number, answered.data["said"]) == (last, "f")
    echo(supervisor)
    assert outcomes.empty()


def test_a_slow_request_does_not_hold_up_a_quick_one(supervisor: Supervisor) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    echo(supervisor)
    supervisor.submit({"verb": "hang"}, outcomes.put, budget=Budget(soft=PATIENCE, hard=PATIENCE))
    assert echo(supervisor).kind == "answer"
    assert outcomes.empty()


def test_past_its_soft_budget_a_request_gives_way_to_one_that_waits(supervisor: Supervisor) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    for _ in range(2):
        supervisor.submit({"verb": "hang"}, outcomes.put, budget=Budget(soft=0.2, hard=PATIENCE))
    assert echo(supervisor).kind == "answer"
    assert outcomes.get(timeout=PATIENCE).kind == "timeout"


def test_answers_come_in_milliseconds_once_a_child_is_warm(supervisor: Supervisor) -> None:
    echo(supervisor)
    begun = time.monotonic()
    for _ in range(100):
        echo(supervisor)
    assert (time.monotonic() - begun) / 100 < 0.05


def test_children_killed_at_random_moments_lose_no_request_and_leave_no_process(supervisor: Supervisor) -> None:
    dice = random.Random(4)
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    seen: set[int] = set()
    numbers = []
    for turn in range(50):
        request: dict[str, Any] = {"verb": "sleep", "seconds": 0.02}
        numbers.append(supervisor.submit(request, outcomes.put))
        time.sleep(dice.uniform(0, 0.03))
        alive = supervisor.pids()
        seen.update(alive)
        if turn % 3 == 0 and alive:
            os.kill(dice.choice(alive), signal.SIGKILL)
    got = [outcomes.get(timeout=PATIENCE) for _ in numbers]
    assert sorted(outcome.number for outcome in got) == numbers
    assert {outcome.kind for outcome in got} == {"answer"}
    wait_until(lambda: sum(map(is_alive, seen | set(supervisor.pids()))) <= 2)


def test_children_that_cannot_start_are_reported_and_not_tried_for_ever() -> None:
    supervisor = Supervisor("tests.jobs.no_such_module:answer", size=1)
    assert supervisor.ask({"verb": "echo"}).kind == "crash"
    supervisor.close()


def test_what_is_no_json_is_refused_at_once(supervisor: Supervisor) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        supervisor.submit({"verb": "echo", "text": float("nan")}, print)
    assert echo(supervisor).kind == "answer"


def test_a_receiver_that_fails_harms_nobody(supervisor: Supervisor) -> None:
    def fail(_: Outcome) -> None:
        raise RuntimeError

    supervisor.submit({"verb": "echo", "text": ""}, fail)
    assert echo(supervisor).kind == "answer"


def test_closing_twice_does_no_harm() -> None:
    supervisor = Supervisor(TARGET)
    supervisor.close()
    supervisor.close()


@pytest.mark.parametrize("verb", ["echo", "hang"])
def test_children_end_with_a_parent_that_was_killed(verb: str, checkout: Path) -> None:
    program = f"""
        import sys, time
        from derivgui.jobs.supervisor import Supervisor
        supervisor = Supervisor({TARGET!r})
        supervisor.ask({{"verb": "echo", "text": ""}})
        supervisor.submit({{"verb": {verb!r}, "text": ""}}, print)
        time.sleep(0.1)
        print(*supervisor.pids(), flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=checkout, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = next(line.split() for line in parent.stdout if line[0].isdigit())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in pids))


def test_a_script_without_a_guard_is_not_run_again_in_the_child(checkout: Path, tmp_path: Path) -> None:
    script = tmp_path / "lesson.py"
    script.write_text(
        textwrap.dedent(f"""
        print("the script runs", flush=True)
        from derivgui.jobs.supervisor import Supervisor
        supervisor = Supervisor({TARGET!r}, size=1)
        print(supervisor.ask({{"verb": "echo", "text": "once"}}).data["said"])
        supervisor.close()
        """)
    )
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    result = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.split("\n")[:2] == ["the script runs", "once"]
