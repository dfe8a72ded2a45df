"""The colours of derivgui as plain data: one per meaning, for light, dark and print.

No Qt here: the command line, the exporters and the window all read the same tables. Colours are
``"#RRGGBB"`` in sRGB. Contrast ratios are those of WCAG 2.1 (relative luminance, 1.4.3).
"""

from dataclasses import dataclass
from enum import Enum

TEXT_CONTRAST = 4.5
"""WCAG AA for text of body size."""


TINT_SHARE = 0.12
"""How much of a colour a tint keeps: enough to be seen, little enough for text to stay readable."""

_INK_STEPS = 32


class Role(Enum):
    """What a colour means, on the canvas, in tables, in typeset lines and in exported figures."""

    FUNCTION = "function"
    TANGENT = "tangent"
    SECANT = "secant"
    DERIVATIVE = "derivative"
    """The curve of f', as opposed to its value at a point, which is the tangent's."""
    DESCENT = "descent"


# Few and made once: they are told apart by identity, which spares the start the making of comparisons.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Palette:
    """Every colour of one theme.

    The hues of the roles are Okabe and Ito's (Color Universal Design, 2008), lightened for dark
    grounds. Their orange reaches only 2.2:1 on white, and a darker one could no longer be told from
    vermilion by deuteranopes: draw descent on light grounds with an edge in ``ink``.
    """

    name: str
    is_dark: bool

    window: str
    surface: str
    """Panels and menus, raised above the window."""
    canvas: str
    """The drawing area and the inside of text fields."""
    text: str
    muted: str
    disabled: str
    border: str
    """Hairlines between areas."""
    outline: str
    """The edge of something that can be operated."""
    hover: str
    pressed: str
    selection: str
    focus: str
    accent: str
    on_accent: str
    """Text and marks on a ground of ``accent``."""
    grid_minor: str
    grid_major: str
    axis: str
    warning: str
    error: str

    function: str
    tangent: str
    secant: str
    derivative: str
    descent: str
    function_text: str
    """The colours of the roles as text and as edges: ``ink`` of the above."""
    tangent_text: str
    secant_text: str
    derivative_text: str
    descent_text: str
    functions: tuple[str, ...]
    """Colours for a list of functions: the role's own first, then none that means anything else."""

    dashes: tuple[tuple[float, ...], ...] = ((),)
    """Dash patterns of the same functions, in widths of the pen; () is a whole line."""
    secant_dash: tuple[float, ...] = (7.0, 3.0)
    derivative_dash: tuple[float, ...] = (5.0, 2.5)
    tangent_width: float = 2.0
    """Pixels; on paper a tangent is told from a curve by being thin."""
    is_grey: bool = False
    """Whether there are no colours, but black, white and what is between."""

    def colour(self, role: Role) -> str:
        """Return the line and fill colour of a role."""
        return {
            Role.FUNCTION: self.function,
            Role.TANGENT: self.tangent,
            Role.SECANT: self.secant,
            Role.DERIVATIVE: self.derivative,
            Role.DESCENT: self.descent,
        }[role]

    def text_colour(self, role: Role) -> str:
        """Return the colour of a role for text, readable on every ground."""
        return {
            Role.FUNCTION: self.function_text,
            Role.TANGENT: self.tangent_text,
            Role.SECANT: self.secant_text,
            Role.DERIVATIVE: self.derivative_text,
            Role.DESCENT: self.descent_text,
        }[role]

    def cycle(self, index: int) -> str:
        """Return the colour of function number ``index``, from 0; the cycle starts again."""
        return self.functions[index % len(self.functions)]

    def dash(self, index: int) -> tuple[float, ...]:
        """Return the dash pattern of function number ``index``, from 0."""
        return self.dashes[index % len(self.dashes)]

    def tint(self, colour: "Role | str") -> str:
        """Return a ground with a breath of the colour, for lit table rows and areas."""
        return mix(self.surface, self._hex(colour), TINT_SHARE)

    def ink(self, colour: "Role | str") -> str:
        """Return the colour as text: darker (or lighter) until it reads on every ground.

        The result has a contrast of at least 4.5 on window, surface, canvas and its own tint.
        """
        base = self._hex(colour)
        pole = "#FFFFFF" if self.is_dark else "#000000"
        grounds = (self.window, self.surface, self.canvas, self.tint(base))
        for step in range(_INK_STEPS):
            candidate = mix(base, pole, step / _INK_STEPS)
            if all(contrast(candidate, ground) >= TEXT_CONTRAST for ground in grounds):
                return candidate
        return self.text

    def _hex(self, colour: "Role | str") -> str:
        return self.colour(colour) if isinstance(colour, Role) else colour


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.1 contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """Return ``ground`` with ``share`` (0 to 1) of it replaced by ``colour``, in each channel."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    mixed = (round(255 * (a + (b - a) * share)) for a, b in pairs)
    return "#" + "".join(f"{value:02X}" for value in mixed)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = Palette(
    name="light",
    is_dark=False,
    window="#F3F4F6",
    surface="#FBFCFD",
    canvas="#FFFFFF",
    text="#1C2024",
    muted="#5B646E",
    disabled="#868E97",
    border="#DDE1E6",
    outline="#858D96",
    hover="#E8EBEF",
    pressed="#DBE0E6",
    selection="#CFE4F4",
    focus="#0072B2",
    accent="#0072B2",
    on_accent="#FFFFFF",
    grid_minor="#F1F3F5",
    grid_major="#E1E5E9",
    axis="#6B747D",
    warning="#7A5200",
    error="#B3261E",
    function="#0072B2",
    tangent="#D55E00",
    secant="#009E73",
    derivative="#CC79A7",
    descent="#E69F00",
    function_text="#006EAC",
    tangent_text="#AD4C00",
    secant_text="#007656",
    derivative_text="#935778",
    descent_text="#906300",
    functions=("#0072B2", "#870C62", "#695205", "#422A9A", "#8A7FF4", "#846375", "#72130B"),
)

DARK = Palette(
    name="dark",
    is_dark=True,
    window="#1B1E22",
    surface="#22262B",
    canvas="#14171A",
    text="#E6E8EB",
    muted="#A3ABB4",
    disabled="#767F88",
    border="#363C43",
    outline="#7F8892",
    hover="#2D3238",
    pressed="#393F47",
    selection="#1F4463",
    focus="#4C9FE8",
    accent="#4C9FE8",
    on_accent="#0B1620",
    grid_minor="#1D2125",
    grid_major="#2A2F35",
    axis="#87909A",
    warning="#E5C36A",
    error="#FF8A80",
    function="#4C9FE8",
    tangent="#FF7A38",
    secant="#2CC795",
    derivative="#EBA3CE",
    descent="#FFC44D",
    function_text="#52A2E9",
    tangent_text="#FF7A38",
    secant_text="#2CC795",
    derivative_text="#EBA3CE",
    descent_text="#FFC44D",
    functions=("#4C9FE8", "#BC4891", "#866F2C", "#7366D9", "#9DC7FE", "#A78BA4", "#96F0AA"),
)

PRINT = Palette(
    name="print",
    is_dark=False,
    window="#FFFFFF",
    surface="#FFFFFF",
    canvas="#FFFFFF",
    text="#000000",
    muted="#3C3C3C",
    disabled="#767676",
    border="#B8B8B8",
    outline="#767676",
    hover="#F0F0F0",
    pressed="#E0E0E0",
    selection="#E0E0E0",
    focus="#000000",
    accent="#000000",
    on_accent="#FFFFFF",
    grid_minor="#EDEDED",
    grid_major="#D5D5D5",
    axis="#000000",
    warning="#000000",
    error="#000000",
    function="#000000",
    tangent="#000000",
    secant="#000000",
    derivative="#4A4A4A",
    descent="#000000",
    function_text="#000000",
    tangent_text="#000000",
    secant_text="#000000",
    derivative_text="#4A4A4A",
    descent_text="#000000",
    functions=("#000000", "#000000", "#000000", "#000000", "#000000", "#000000", "#000000"),
    dashes=(
        (),
        (1.2, 1.2),
        (10.0, 2.0, 1.2, 2.0),
        (3.0, 1.5),
        (12.0, 3.0),
        (6.0, 1.5, 1.2, 1.5, 1.2, 1.5),
        (1.2, 3.0),
    ),
    derivative_dash=(5.0, 2.0, 1.2, 2.0),
    tangent_width=1.2,
    is_grey=True,
)
"""Black and white: what colours tell elsewhere is told by dashes, widths and words."""
