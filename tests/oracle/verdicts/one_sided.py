"""What is nothing at all, or one number, on one side of its place and something else on the other."""

from __future__ import annotations

from tests.oracle.verdicts.row import rows

ONE_SIDED = rows(
    ("(|x|+x)/2", "0", "corner", "0", "0", "1"),
    ("1/(|sin(x)|+sin(x))", "0", "pole"),
    ("1/(|ln(x)|+ln(x))", "1", "pole"),
    ("1/(|ln(x)|-ln(x))", "1", "pole"),
    ("1/(1+|ln(x)|+ln(x))", "1", "corner", "1", "0", "-2"),
    ("(|ln(x)|+ln(x))/2 / ln(x)", "1", "jump"),
    ("(|ln(x)|+ln(x))/(|ln(x)|+ln(x))", "1", "endpoint"),
    ("e^((|e^x-2|+e^x-2)/2)", "ln(2)", "corner", "1", "0", "2"),
    ("ln(1+|tan(x)-1|+tan(x)-1)", "pi/4", "corner", "0", "0", "4"),
    ("ln(|ln(x)|+ln(x))", "1", "pole"),
    ("sqrt(x)*(|sqrt(x)-3|+sqrt(x)-3)/2 + |sqrt(x)-3|", "9", "corner", "0", "-1/6", "2/3"),
    ("sqrt(|ln(x)|+ln(x))", "1", "corner", "0", "0", "inf"),
    ("sqrt(-|ln(x)|-ln(x))", "1", "endpoint", "0", "0", "-"),
    ("sqrt(|ln(x)|+ln(x))+sqrt(|ln(x)|-ln(x))", "1", "cusp", "0", "-inf", "inf"),
    ("sign(|ln(x)|+ln(x))", "1", "jump", "0", "0", "inf"),
    ("floor(|ln(x)|+ln(x)+1)", "1", "smooth", "1", "0", "0"),
    ("floor(1-|ln(x)|-ln(x))", "1", "jump", "1", "0", "-inf"),
    ("floor((|ln(x)|+ln(x)+x-1)/(x-1))", "1", "jump"),
    ("acos((x-1+|ln(x)|+ln(x))/(x-1))", "1", "endpoint"),
    ("asin(1-|ln(x)|-ln(x))", "1", "corner", "pi/2", "0", "-inf"),
    ("atan(1/(|ln(x)|+ln(x)))", "1", "endpoint"),
    ("tan(pi/2-|ln(x)|-ln(x))", "1", "pole"),
    ("1/(cos(|ln(x)|+ln(x))-1)", "1", "pole"),
    ("1/(e^(|ln(x)|+ln(x))-1)", "1", "pole"),
    ("(|ln(x)|+ln(x))^x", "1", "corner", "0", "0", "2"),
    ("x^(|ln(x)|+ln(x))", "1", "smooth", "1", "0", "0"),
    ("{|ln(x)|+ln(x)=0: 3, 4}", "1", "jump", "3", "0", "inf"),
    ("max(|ln(x)|, ln(x)) - ln(x)", "1", "corner", "0", "-2", "0"),
    ("1/(max(|ln(x)|, ln(x)) - ln(x))", "1", "pole"),
    ("(ln(x)+sqrt(ln(x)^2))/2", "1", "corner", "0", "0", "1"),
    ("1/(ln(x)+sqrt(ln(x)^2))", "1", "pole"),
    ("1/(sin(x)-cos(x)+|sin(x)-cos(x)|)", "pi/4", "pole"),
    ("1/(frac(sqrt(x)) + 3 - sqrt(x))", "9", "endpoint"),
    ("1/(mod(sqrt(x), 3) - sqrt(x))", "9", "endpoint", "-1/3", "-", "0"),
)
