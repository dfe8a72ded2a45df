"""The table of verdicts is right: mpmath reads every line of it off the definition of the derivative."""

from __future__ import annotations

from collections import Counter

import pytest
from mpmath import mp

from tests.oracle.verdicts.row import KINDS, Row, exact
from tests.oracle.verdicts.table import FAMILIES, TABLE
from tests.oracle.verdicts.witness import witness


@pytest.mark.parametrize("family", FAMILIES)
def test_the_definition_says_what_the_table_says(family: str) -> None:
    assert [complaint for row in FAMILIES[family] if (complaint := _complaint(row))] == []


def _complaint(row: Row) -> str:
    found = witness(row)
    with mp.workdps(40):
        if found.kind != row.kind:
            return f"{row}: {found.kind}, not {row.kind}"
        for name in ("value", "left", "right"):
            seen, written = getattr(found, name), exact(getattr(row, name))
            if not _agree(seen, written):
                return f"{row}: {name} {mp.nstr(seen, 12)}, not {mp.nstr(written, 12)}"
    return ""


def _agree(seen: mp.mpf, written: mp.mpf) -> bool:
    if not mp.isfinite(written):
        return bool(seen == written or (mp.isnan(seen) and mp.isnan(written)))
    return bool(abs(seen - written) <= mp.mpf("1e-20") * max(1, abs(written)))


def test_the_witness_can_say_no() -> None:
    wrong = (
        Row("|x|", "0", "smooth", "0", "0", "0"),
        Row("|x|", "0", "corner", "0", "1", "-1"),
        Row("|x-0.1|", "0.1", "corner", "0.1", "-1", "1"),
        Row("sign(x)", "0", "vertical tangent", "0", "inf", "inf"),
        Row("x^(2/3)", "0", "cusp", "0", "inf", "-inf"),
        Row("floor(x^2)", "sqrt(2)", "jump", "1", "0", "inf"),
        Row("sin(x)/x", "0", "smooth", "1", "0", "0"),
        Row("{x=0: 0, x sin(1/x)}", "0", "smooth", "0", "0", "0"),
        Row("x + 1e-9|x|", "0", "smooth", "0", "1", "1"),
    )
    assert all(_complaint(row) for row in wrong)


def test_every_kind_has_its_lines_and_none_comes_twice() -> None:
    kinds = Counter(row.kind for row in TABLE)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 15
    assert len({(row.text, row.at) for row in TABLE}) == len(TABLE)
