"""Functions of two variables worth a look, each with the window, the point and the sentence that tell its story."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.descent.losses import MARKS, PASSES, logistic_loss, squared_error


@dataclass(frozen=True, slots=True)
class PlaneExample:
    """A function of x and y to try.

    Attributes:
        id: of its action.
        title: what a menu says.
        text: as it would be typed.
        window: x0, x1, y0, y1.
        point: where the point goes, and where a descent may start.
        story: one sentence on what there is to see.
        logarithmic: whether its level lines should be spaced in powers of ten.
        rate: a learning rate with which gradient descent gets along from the point.
    """

    id: str
    title: str
    text: str
    window: tuple[float, float, float, float]
    point: tuple[float, float]
    story: str
    logarithmic: bool = False
    rate: float = 0.1


PLANE_EXAMPLES: tuple[PlaneExample, ...] = (
    PlaneExample(
        "plane-course",
        "x²y + y³: a first gradient",
        "x^2 y + y^3",
        (-3.0, 3.0, -3.0, 3.0),
        (1.0, 2.0),
        "Hold y fast and only x² y changes, so ∂f/∂x = 2xy; hold x fast, and ∂f/∂y = x² + 3y².",
        rate=0.02,
    ),
    PlaneExample(
        "plane-egg-box",
        "sin(x)·cos(y): the egg box",
        "sin(x) cos(y)",
        (-5.0, 5.0, -4.0, 4.0),
        (1.0, 0.5),
        "Peaks, hollows and saddles take turns like the cups of an egg box: follow the gradient to the nearest peak.",
        rate=0.3,
    ),
    PlaneExample(
        "plane-saddle",
        "x² − y²: the saddle",
        "x^2 - y^2",
        (-3.0, 3.0, -3.0, 3.0),
        (1.5, 1.0),
        "Along x the origin is the lowest point, along y the highest: the gradient is zero, yet it is no extremum.",
    ),
    PlaneExample(
        "plane-monkey-saddle",
        "x³ − 3xy²: the monkey saddle",
        "x^3 - 3x y^2",
        (-2.0, 2.0, -2.0, 2.0),
        (0.8, 0.6),
        "Two valleys for the legs and one for the tail meet where all second derivatives vanish: their test is silent.",
        rate=0.05,
    ),
    PlaneExample(
        "plane-stretched-bowl",
        "x² + 100y²: a bowl stretched 1 : 100",
        "x^2 + 100y^2",
        (-10.0, 10.0, -1.5, 1.5),
        (8.0, 1.0),
        "The steepest way down points at the near wall, not at the bottom: gradient descent zigzags.",
        logarithmic=True,
        rate=0.0095,
    ),
    PlaneExample(
        "plane-booth",
        "Booth: a tilted bowl",
        "(x + 2y - 7)^2 + (2x + y - 5)^2",
        (-9.0, 11.0, -7.0, 13.0),
        (-6.0, -4.0),
        "A bowl with its axes turned by 45°, nine times as steep across as along; its bottom is at (1, 3).",
        logarithmic=True,
    ),
    PlaneExample(
        "plane-matyas",
        "Matyas: nearly a trough",
        "0.26(x^2 + y^2) - 0.48x y",
        (-10.0, 10.0, -10.0, 10.0),
        (8.0, 5.0),
        "Across the diagonal it is steep, along it nearly level: finding the bottom of a trough takes patience.",
        logarithmic=True,
        rate=0.5,
    ),
    PlaneExample(
        "plane-rosenbrock",
        "Rosenbrock: the banana valley",
        "(1 - x)^2 + 100(y - x^2)^2",
        (-2.0, 2.0, -1.0, 3.0),
        (-1.2, 1.0),
        "Falling into the curved valley is easy, following it to the lowest point (1, 1) is what makes descents slow.",
        logarithmic=True,
        rate=0.001,
    ),
    PlaneExample(
        "plane-beale",
        "Beale: plateaus and sharp ridges",
        "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
        (-4.5, 4.5, -4.5, 4.5),
        (1.0, 1.5),
        "Between steep corners lies a plain so flat that the gradient hardly says where (3, ½), the bottom, is.",
        logarithmic=True,
        rate=0.005,
    ),
    PlaneExample(
        "plane-himmelblau",
        "Himmelblau: four hollows",
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        (-5.0, 5.0, -5.0, 5.0),
        (0.0, 0.0),
        "Four equally deep hollows, a hill and four saddles between them: where you start decides where you end.",
        logarithmic=True,
        rate=0.01,
    ),
    PlaneExample(
        "plane-three-hump-camel",
        "Three-hump camel: false bottoms",
        "2x^2 - 1.05x^4 + x^6/6 + x y + y^2",
        (-2.5, 2.5, -2.5, 2.5),
        (-1.9, 1.6),
        "Three hollows, and only the middle one is the deepest: a descent may be content with less.",
        logarithmic=True,
        rate=0.02,
    ),
    PlaneExample(
        "plane-rastrigin",
        "Rastrigin: a hollow in every square",
        "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)",
        (-2.6, 2.6, -2.6, 2.6),
        (1.7, -1.3),
        "Every unit square has its own hollow; the gradient only knows the nearest one, the deepest is at the origin.",
        rate=0.002,
    ),
    PlaneExample(
        "plane-line-fit",
        "Loss of a line through four points",
        squared_error(MARKS),
        (-2.0, 4.0, -4.0, 5.0),
        (-1.0, 4.0),
        "The mean squared error of y = mx + b over four measured points: its lowest point is the best line.",
        logarithmic=True,
    ),
    PlaneExample(
        "plane-logistic",
        "Loss of a logistic regression",
        logistic_loss(PASSES),
        (-3.0, 8.0, -12.0, 4.0),
        (-1.0, 1.0),
        "Passed or not after hours of practice: the valley is long and flat, so the last digits take their time.",
        rate=1.0,
    ),
)
