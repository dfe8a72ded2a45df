"""What each handle of a canvas is there for, as its tooltip says and as a screen reader hears it."""

HANDLE_TIPS = {
    "tangent": "Drag it along the curve: the tangent goes with it.\n"
    "Arrow keys do so in steps; Ctrl while dragging: no snapping.",
    "secant": "Drag it onto the filled point: h goes to 0, and the secant becomes the tangent.",
    "point": "Drag it over the map: gradient and slices go with it.\nArrow keys do so in steps.",
    "direction": "Turn it: the slope in this direction is told beside the map.",
    "ball": "Drag it to where the descent is to start.",
    "start": "Drag it: the same descent from another start.",
}
