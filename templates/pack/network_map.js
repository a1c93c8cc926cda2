// A map of people (copkit/show/member_map.py) that can be zoomed and searched. All it shows is read from
// the drawing itself, and set as text. Without this script the drawing stands as it is.
const REACH = 22, SHALLOWEST = 0.7, DEEPEST = 16, WIDEST = 1.15, STEP = 1.6, LOWEST = 420;
let maps = 0;
const within = (value, low, high) => Math.min(Math.max(value, low), high);
function enhance(figure) {
  const svg = figure.querySelector("svg[data-ties]"), people = read(svg), still = svg.getAttribute("viewBox");
  const [, , fullWidth, fullHeight] = still.split(" ").map(Number);
  const named = people.filter((one) => one.name).sort((one, other) => other.tied.size - one.tied.size || byName(one, other));
  const ties = svg.querySelector(".ties"), heading = svg.querySelector(".wide .alone");
  const spokes = make("path", { class: "spokes" }), ring = make("circle", { class: "ring" });
  const live = make("g", { class: "live" }), sample = make("text");
  ties.after(spokes);
  svg.querySelector(".words").append(sample, ring, live, ...(heading ? [heading] : []));
  const id = `map-${maps += 1}`, names = [...named].sort(byName).map((one) => make("option", { value: one.name }));
  const field = make("input", { id, list: `${id}-names`, type: "search", autocomplete: "off", spellcheck: "false" });
  const told = make("p", { class: "map-told", role: "status" });
  const stage = make("div", { class: "map-stage", tabindex: "0", role: "group",
    "aria-label": "Map. The arrow keys move it, plus and minus zoom, 0 shows all." });
  const buttons = [["Zoom in", () => zoom(STEP)], ["Zoom out", () => zoom(1 / STEP)], ["All", () => all()]].map(([words, action]) => {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", action);
    return button;
  });
  svg.before(make("div", { class: "map-bar" }, make("label", { for: id }, "Find a person"), field,
    make("datalist", { id: `${id}-names` }, ...names), ...buttons), told, stage);
  stage.append(svg);

  const pen = document.createElement("canvas").getContext("2d");
  let width = 0, height = 0, fit = 1, depth = 1, middle = [0, 0], found = null, printing = false, asked = 0;

  function draw() {
    asked = 0;
    if (printing || !width) return;
    const scale = fit * depth, grown = Math.min(1.1, fit * Math.sqrt(depth));
    const left = width / 2 - middle[0] * scale, top = height / 2 - middle[1] * scale;
    const inView = (one) => within(one.right, -9, width + 9) === one.right && within(one.down, -9, height + 9) === one.down;
    for (const one of people) {
      [one.right, one.down] = [left + one.x * scale, top + one.y * scale];
      one.path.setAttribute("transform", `translate(${one.right} ${one.down}) scale(${grown})`);
      one.path.classList.toggle("near", one === found || Boolean(found?.tied.has(one)));
      one.label.classList.toggle("found", one === found);
    }
    ties.setAttribute("transform", `translate(${left} ${top}) scale(${scale})`);
    svg.classList.toggle("asked", Boolean(found));
    const spoke = (one) => `M${found.right} ${found.down}L${one.right} ${one.down}`;
    spokes.setAttribute("d", [...(found?.tied ?? [])].map(spoke).join(""));
    for (const [name, value] of [["cx", found?.right ?? 0], ["cy", found?.down ?? 0], ["r", found ? found.radius * grown + 4 : 0]])
      ring.setAttribute(name, value);
    const { fontFamily, fontSize } = getComputedStyle(sample), letters = parseFloat(fontSize), taken = [];
    const asking = (found ? [found, ...named.filter((one) => found.tied.has(one))] : named).filter((one) => one.name && inView(one));
    for (const one of asking) {
      pen.font = `${one === found ? 700 : 400} ${letters}px ${fontFamily}`;
      one.width = pen.measureText(one.short).width + 2;
    }
    if (heading) {
      const [x, y] = ["x", "y"].map((name) => Number(heading.getAttribute(name)) * scale + (name === "x" ? left : top));
      heading.setAttribute("transform", `translate(${x - heading.getAttribute("x")} ${y - heading.getAttribute("y")})`);
      taken.push({ x, y: y - letters / 3, wide: heading.getComputedTextLength() });
    }
    const dots = (found ? [found, ...found.tied] : people).filter(inView);
    live.replaceChildren(...placed(asking, dots, taken, [width, height], letters, grown, found));
  }

  const drawSoon = () => { asked ||= requestAnimationFrame(draw); };
  function move(to, deep) {
    depth = within(deep, SHALLOWEST, DEEPEST);
    middle = [within(to[0], 0, fullWidth), within(to[1], 0, fullHeight)];
    stage.classList.toggle("deep", depth > 1);
    drawSoon();
  }
  const all = () => move([fullWidth / 2, fullHeight / 2], 1);
  const pan = (right, down) => move([middle[0] - right / (fit * depth), middle[1] - down / (fit * depth)], depth);
  function zoom(factor, [x, y] = [width / 2, height / 2]) { // what is at the point of the screen stays there
    const deep = within(depth * factor, 1, DEEPEST), by = (1 - depth / deep) / (fit * depth);
    if (deep === 1) all();
    else move([middle[0] + (x - width / 2) * by, middle[1] + (y - height / 2) * by], deep);
  }

  // Puts somebody in the middle, with all whom they are tied to in view.
  function choose(one) {
    found = one;
    told.textContent = one ? sentence(one) : "Find a person or press a dot, and see whom they are tied to.";
    if (!one) return drawSoon();
    field.value = one.name;
    const room = (way, half) => half / fit / Math.max(1, ...[...one.tied].map((other) => Math.abs(other[way] - one[way])));
    move([one.x, one.y], Math.min(room("x", width / 2 - 60), room("y", height / 2 - 24), 4));
  }
  function search() {
    const { one, says } = lookUp(named, field.value);
    choose(one);
    if (says) told.textContent = says;
  }
  field.addEventListener("input", () => {
    const one = named.find((other) => other.name === field.value);
    if (one || (found && !field.value)) choose(one ?? null);
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") search(); });
  figure.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    choose(null);
  });
  const press = ([x, y]) => {
    const away = (one) => Math.hypot(one.right - x, one.down - y);
    const one = people.reduce((best, other) => (best && away(best) <= away(other) ? best : other), null);
    choose(one && away(one) < REACH ? one : null);
  };
  const canZoom = (factor) => within(depth * factor, Math.min(depth, 1), DEEPEST) !== depth;
  gestures(stage, { step: STEP, pan, zoom, all, press, canZoom, canMove: (by) => depth > 1 || (found && by === "mouse") });

  function resize() {
    width = stage.clientWidth;
    if (printing || !width) return;
    fit = Math.min(width / fullWidth, WIDEST);
    height = Math.max(fullHeight * fit, Math.min(fullHeight, LOWEST));
    svg.style.height = `${height}px`;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawSoon();
  }
  function print(now) { // on paper the drawing stands as it came
    if (now === printing) return;
    printing = now;
    if (!printing) return resize();
    svg.style.height = "";
    svg.setAttribute("viewBox", still);
    svg.classList.remove("asked");
    for (const one of people) one.path.setAttribute("transform", `translate(${one.x} ${one.y})`);
    for (const part of [ties, heading]) part?.removeAttribute("transform");
  }
  for (const [when, now] of [["beforeprint", true], ["afterprint", false]]) addEventListener(when, () => print(now));
  matchMedia("print").addEventListener("change", (event) => print(event.matches));
  figure.dataset.ready = "";
  choose(null);
  all();
  new ResizeObserver(resize).observe(stage);
}

// In the workshop maps arrive one by one; one is whole when the table that follows it has begun.
function start() {
  for (const figure of document.querySelectorAll("figure.member-map:not([data-ready])"))
    if (figure.querySelector(":scope > details")) enhance(figure);
}
start();
if (document.readyState !== "complete") {
  const watch = new MutationObserver(start);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("load", () => { watch.disconnect(); start(); });
}
