// The drawing of the map of issues: where the boxes stand, how the arrows run, and how both are moved
// and begun with the mouse, a finger or the keys. It writes nothing into the place.

// Puts elements in this order, and leaves the focus where it is.
function issueMapReplace(parent, drawn) {
  if (drawn.length === parent.children.length && drawn.every((each, at) => parent.children[at] === each)) return;
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  parent.replaceChildren(...drawn);
  if (focused?.isConnected) focused.focus();
}

// `now` gives { issues, links, title, chosen, scope }; `joined(from, to)` is called with two names, `picked(id)` with a
// link, and `tell(words)` with what is to be announced. `key` is where the places are kept.
function issueMapDrawing({ now, joined, picked, tell, key, describedBy }) {
  const arrows = make("g", { "aria-hidden": true });
  const boxes = make("g");
  const numbers = make("g", { "aria-hidden": true });
  const pulled = make("path", { class: "pulled", "aria-hidden": true });
  const map = make("svg", { role: "group", "aria-describedby": describedBy },
    arrows, boxes, numbers, pulled);
  const measure = make("span", { class: "em", "aria-hidden": true });
  const element = make("div", { class: "drawing" }, measure, map);
  const ink = document.createElement("canvas").getContext("2d");
  const nodes = new Map(); // issue id to { group, box, ... }
  let places = {}; // issue id to { x: share of the width, y: in em }
  let placesOf = null; // which view and width these places are for
  let begun = null; // the issue that a link was begun from, with the keys
  let held = null; // what the pointer holds: { id, pulls, x, y, from, moved }
  let dragged = false; // whether the click that follows is the end of a drag
  let em = 16;
  let wide = 0;
  let high = 0;

  function nodeOf(issue) {
    if (nodes.has(issue.id)) return nodes.get(issue.id);
    const { id } = issue;
    const box = make("rect", { class: "box", rx: 6 });
    const inner = make("rect", { class: "inner", rx: 3 }); // the second border of an outcome
    const grip = make("circle", { class: "reach" });
    const knob = make("g", { class: "handle", "aria-hidden": true }, grip, make("circle", { class: "knob" }), make("path"),
      make("title", {}, "Drag from here to another issue to draw a link"));
    const group = make("g", { class: "node", role: "button", tabindex: 0, "data-issue": issue.name,
      onkeydown: (event) => pressed(event, id), onclick: (event) => clicked(event, id),
      onpointerdown: (event) => hold(event, id, knob.contains(event.target)),
      onpointermove: (event) => moved(event), onpointerup: (event) => letGo(event), onpointercancel: () => { held = null; draw(); } },
      box, inner, knob);
    nodes.set(id, { id, group, box, inner, knob, texts: [], wrapped: "" });
    return nodes.get(id);
  }

  // Writes a name into its box, at the size of the text as it is now.
  function wrap(node, { name, is_outcome }, width) {
    const border = is_outcome === "yes" ? em * 0.32 : 0; // how far the second border stands inside the first
    const wrapped = `${name} ${width} ${em} ${border}`;
    if (node.wrapped === wrapped) return;
    node.wrapped = wrapped;
    const lines = issueMapLines(name, width - em * 0.9 - border * 2, (text) => ink.measureText(text).width);
    node.w = width;
    node.h = Math.max(lines.length * em * 1.25 + em * 0.8 + border, em * 2.6);
    node.texts.forEach((text) => text.remove());
    node.texts = lines.map((line, at) => make("text", { y: (at - (lines.length - 1) / 2) * em * 1.25, dy: "0.35em" }, line));
    node.group.insertBefore(node.knob, null);
    node.texts.forEach((text) => node.group.insertBefore(text, node.knob));
    for (const [rect, inside] of [[node.box, 0], [node.inner, border]])
      for (const [name, value] of Object.entries({ x: inside - node.w / 2, y: inside - node.h / 2, width: node.w - inside * 2, height: node.h - inside * 2 }))
        rect.setAttribute(name, value);
    node.group.classList.toggle("outcome", border > 0);
    node.knob.setAttribute("transform", `translate(${node.w / 2 - em * 0.7} ${node.h / 2 + em * 0.15})`);
    const [reach, knob, arrow] = node.knob.children;
    reach.setAttribute("r", em < 20 ? 15 : 22);
    knob.setAttribute("r", em * 0.55);
    arrow.setAttribute("d", `M${-em * 0.25} 0H${em * 0.22}M0 ${-em * 0.22}L${em * 0.24} 0L0 ${em * 0.22}`);
  }

  const columns = () => (wide < em * 18 ? 1 : Math.min(6, Math.max(2, Math.floor(wide / (em * 12.5)))));

  function keep() {
    remember(`${key}:${placesOf}`, places);
  }

  // Lays all boxes out anew, or only those that have no place yet.
  function tidy(all = true) {
    const { issues, links } = now();
    const missing = issues.filter((issue) => all || !places[issue.id]);
    if (!missing.length || !wide) return;
    const size = { x: nodes.get(missing[0].id).w, y: Math.max(...issues.map((issue) => nodes.get(issue.id).h)) };
    const across = Math.min(columns(), Math.max(2, Math.ceil(Math.sqrt(issues.length))));
    const spots = (count) => issueMapSpots(count, across, wide, cell, size);
    const cell = { x: wide / across, y: size.y + em * 4 };
    if (missing.length === issues.length) {
      places = {};
      const number = new Map(issues.map((issue, at) => [issue.name, at]));
      const pairs = links.map((row) => [number.get(row.cause), number.get(row.effect)]);
      const found = issueMapPlaces(issues.length, pairs, spots(issues.length), cell, size);
      issues.forEach((issue, at) => { places[issue.id] = { x: found[at].x / wide, y: (found[at].y - em * 1.5) / em }; });
    } else for (const issue of missing) {
      const taken = issues.map((each) => places[each.id]).filter(Boolean);
      const free = spots((issues.length + 1) * 9).map(({ x, y }) => ({ x: x / wide, y: (y - em * 1.5) / em })).find((spot) =>
        !taken.some((other) => Math.abs(other.x - spot.x) * wide < size.x && Math.abs(other.y - spot.y) * em < size.y));
      places[issue.id] = free;
    }
    keep();
  }

  function look() {
    const style = getComputedStyle(measure);
    em = parseFloat(style.fontSize);
    wide = element.clientWidth;
    ink.font = `${style.fontSize} ${style.fontFamily}`;
  }

  function draw() {
    look();
    if (!wide) return;
    const { issues, links, title, chosen, scope, graded } = now();
    map.setAttribute("aria-label", title);
    const width = Math.min(em * 9.2, wide / columns() - em * (columns() > 1 ? 3 : 4.5));
    for (const issue of issues) wrap(nodeOf(issue), issue, width);
    if (placesOf !== `${scope}:${columns()}`) {
      placesOf = `${scope}:${columns()}`;
      places = recall(`${key}:${placesOf}`) || {};
    }
    tidy(false);
    const here = new Map();
    for (const issue of issues) {
      const node = nodes.get(issue.id);
      node.x = Math.min(Math.max(places[issue.id].x * wide, node.w / 2 + 2), wide - node.w / 2 - em);
      node.y = Math.max(places[issue.id].y * em, node.h / 2 + 3);
      const count = links.filter((row) => row.cause === issue.name || row.effect === issue.name).length;
      node.group.setAttribute("transform", `translate(${node.x} ${node.y})`);
      node.group.setAttribute("aria-label", `${issue.name}, ${issue.is_outcome === "yes" ? "outcome, " : ""}${count} ${count === 1 ? "link" : "links"}`);
      node.group.dataset.issue = issue.name;
      node.group.classList.toggle("begun", begun === issue.id);
      here.set(issue.name, node);
    }
    for (const [id, node] of nodes) if (!issues.some((issue) => issue.id === id)) { node.group.remove(); nodes.delete(id); }
    issueMapReplace(boxes, issues.map((issue) => nodes.get(issue.id).group));
    high = Math.max(em * 14, ...[...here.values()].map((node) => node.y + node.h / 2 + em * 1.6));
    map.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    map.style.height = `${high}px`;
    drawLinks(links, here, chosen, graded);
  }

  function drawLinks(links, here, chosen, graded) {
    const boxes = [...here.values()];
    const pairs = new Set(links.map((row) => `${row.cause}\n${row.effect}`));
    const arrow = (row) => {
      const ends = [here.get(row.cause), here.get(row.effect)];
      return issueMapArrow(...ends, boxes.filter((box) => !ends.includes(box)), pairs.has(`${row.effect}\n${row.cause}`), em, wide);
    };
    const size = { x: em * 2.3, y: em < 20 ? 24 : 36 };
    const drawn = links.map(arrow);
    const places = issueMapNumbers(drawn, boxes, size);
    const lines = [];
    const signs = [];
    for (const [at, row] of links.entries()) {
      const strength = row.id === chosen ? graded : row.strength;
      const kind = strength > 0 ? "worsens" : strength < 0 ? "lessens" : "none";
      const group = (name, ...inside) => make("g", { class: `${name} ${kind}${row.id === chosen ? " is-chosen" : ""}`, "data-link": row.id,
        onclick: () => picked(row.id) }, ...inside);
      const { line, head } = drawn[at];
      const { x, y } = places[at];
      lines.push(group("link", make("path", { class: "wide", d: line }),
        make("path", { class: "line", d: line, "stroke-width": (em / 16) * (1.5 + 3 * Math.abs(strength)) }),
        make("polygon", { points: head })));
      signs.push(group("number", make("rect", { x: x - size.x / 2, y: y - size.y / 2, width: size.x, height: size.y, rx: 4 }),
        make("text", { x, y, dy: "0.35em" }, issueMapSigned(strength)),
        make("title", {}, `${row.cause} ${issueMapWords(strength)} ${row.effect}`)));
    }
    arrows.replaceChildren(...lines);
    numbers.replaceChildren(...signs);
  }

  // With the mouse or a finger.
  function at(event) {
    const seen = map.getBoundingClientRect();
    return { x: event.clientX - seen.left, y: event.clientY - seen.top };
  }

  const under = (point) => [...nodes.values()].find((node) =>
    Math.abs(point.x - node.x) <= node.w / 2 + em * 0.5 && Math.abs(point.y - node.y) <= node.h / 2 + em * 0.3);

  function hold(event, id, pulls) {
    if (event.button) return;
    dragged = false;
    const node = nodes.get(id);
    const point = at(event);
    held = { id, pulls, x: point.x - node.x, y: point.y - node.y, from: point, moved: false };
    node.group.setPointerCapture(event.pointerId);
  }

  function moved(event) {
    if (!held) return;
    const point = at(event);
    if (!held.moved && Math.hypot(point.x - held.from.x, point.y - held.from.y) < 4) return;
    held.moved = true;
    const node = nodes.get(held.id);
    if (held.pulls) {
      pulled.setAttribute("d", `M${node.x + node.w / 2 - em * 0.7} ${node.y + node.h / 2}L${point.x} ${point.y}`);
      const over = under(point);
      for (const each of nodes.values()) each.group.classList.toggle("aim", each === over && each !== node);
    } else {
      put(node, point.x - held.x, point.y - held.y);
      draw();
    }
  }

  function letGo(event) {
    if (!held) return;
    const { id, pulls, moved: far } = held;
    held = null;
    dragged = far;
    pulled.setAttribute("d", "");
    for (const each of nodes.values()) each.group.classList.remove("aim");
    if (pulls && far) {
      const over = under(at(event));
      if (over && over.id !== id) join(id, over.id);
    } else if (far) keep();
  }

  // A click ends a link that was begun; one that a screen reader makes also begins it.
  function clicked(event, id) {
    if (!dragged && (event.detail === 0 || begun !== null)) pick(id);
    dragged = false;
  }

  function put(node, x, y) {
    places[node.id] = {
      x: Math.min(Math.max(x, node.w / 2 + 2), wide - node.w / 2 - em) / wide,
      y: Math.min(Math.max(y, node.h / 2 + 3), high - node.h / 2) / em,
    };
  }

  // With the keys.
  function pressed(event, id) {
    const step = (event.shiftKey ? 4 : 1) * em;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) {
      const node = nodes.get(id);
      put(node, node.x + way[0] * step, node.y + way[1] * step);
      keep();
      draw();
    } else if (event.key === "Enter" || event.key === " ") pick(id);
    else if (event.key === "Escape" && begun !== null) {
      begun = null;
      tell("No link begun.");
      draw();
    } else return;
    event.preventDefault();
  }

  const nameOf = (id) => now().issues.find((issue) => issue.id === id)?.name;

  function pick(id) {
    if (begun === null || begun === id || !nameOf(begun)) {
      begun = begun === id ? null : id;
      tell(begun === null ? "No link begun."
        : `A link from '${nameOf(id)}'. Go to the issue that it acts on and press Enter; Escape gives it up.`);
      draw();
      return;
    }
    const from = begun;
    begun = null;
    draw();
    join(from, id);
  }

  function join(from, to) {
    joined(nameOf(from), nameOf(to));
  }

  const watcher = new ResizeObserver(() => draw());
  watcher.observe(element);
  watcher.observe(measure);
  const focus = (name) => [...nodes.values()].find((node) => node.group.dataset.issue === name)?.group.focus();
  return { element, draw, tidy, focus };
}
