// What keys, wheel, fingers and mouse do on a map. `view` says what each is for: pan(right, down),
// zoom(factor, point), all(), press(point), canZoom(factor) and canMove(pointer type).
function gestures(stage, view) {
  const STEP = 60, FAR = 4; // pixels
  const keys = {
    ArrowLeft: () => view.pan(STEP, 0), ArrowRight: () => view.pan(-STEP, 0),
    ArrowUp: () => view.pan(0, STEP), ArrowDown: () => view.pan(0, -STEP),
    "+": () => view.zoom(view.step), "=": () => view.zoom(view.step), "-": () => view.zoom(1 / view.step), 0: view.all,
  };
  stage.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  const at = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left - stage.clientLeft, event.clientY - box.top - stage.clientTop];
  };
  // The wheel scrolls the page, unless Ctrl is held or the map has the focus and is not at its end.
  stage.addEventListener("wheel", (event) => {
    const held = event.ctrlKey || event.metaKey;
    const factor = 2 ** (-event.deltaY * (event.deltaMode ? 20 : 1) / 300);
    if (!held && (document.activeElement !== stage || !view.canZoom(factor))) return;
    event.preventDefault();
    view.zoom(factor, at(event));
  }, { passive: false });

  const apart = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
  const fingers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (!fingers.size) moved = 0;
    fingers.set(event.pointerId, at(event));
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId), now = at(event);
    if (!before) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved > FAR && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    if (other) view.zoom(apart(now, other) / apart(before, other), other);
    else if (view.canMove(event.pointerType)) view.pan(now[0] - before[0], now[1] - before[1]);
    fingers.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  stage.addEventListener("click", (event) => { if (moved <= FAR) view.press(at(event)); });
}
