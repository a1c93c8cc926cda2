// The drawing of the grid of power and interest: four quarters, and a point for each stakeholder that can be
// focused, pressed, and moved with the arrow keys. It writes nothing into the place. Not an editor of its own.

const STAKEHOLDER_SCALE = [1, 2, 3, 4, 5];
const STAKEHOLDER_MOVES = { ArrowUp: ["power", 1], ArrowDown: ["power", -1], ArrowRight: ["interest", 1], ArrowLeft: ["interest", -1] };

// Which quarter: 0 much of both, 1 power alone, 2 interest alone, 3 neither; `high` and above is much.
function stakeholderQuarter({ power, interest }, high) {
  return (Number(power) >= high ? 0 : 2) + (Number(interest) >= high ? 0 : 1);
}

// A mark by stance: a full circle, a ring, a square, or a dashed ring where nobody said.
function stakeholderMark(radius) {
  return [make("circle", { r: radius }), make("rect", { x: -radius, y: -radius, width: radius * 2, height: radius * 2, rx: 3 })];
}

// `pressed(id)` hears which point was pressed, `moved(id, column, value)` where the keys move one, and `seen(id)`
// which is focused or pointed at. `describedBy` is what tells how.
function stakeholderDrawing({ high, quarters, describedBy, pressed, moved, seen }) {
  const ground = make("g", { "aria-hidden": true });
  const points = make("g");
  const grid = make("svg", { role: "group", "aria-label": "Stakeholders by power and interest", "aria-describedby": describedBy }, ground, points);
  const measure = make("span", { class: "em", "aria-hidden": true });
  const root = make("div", { class: "drawing" }, measure, grid);
  const known = new Map(); // id to its point
  let last = [];
  let wide = 0;

  function pointOf(id) {
    if (known.has(id)) return known.get(id);
    const number = make("text", { dy: "0.35em" });
    const group = make("g", { class: "point", role: "button", tabindex: 0, onclick: () => pressed(id),
      onfocus: () => seen(id), onpointerenter: () => seen(id), onkeydown: (event) => keyed(event, id) });
    known.set(id, { group, number, row: null });
    return known.get(id);
  }

  function keyed(event, id) {
    if (["Enter", " "].includes(event.key)) {
      event.preventDefault();
      pressed(id);
    }
    if (!STAKEHOLDER_MOVES[event.key]) return;
    event.preventDefault();
    const [column, by] = STAKEHOLDER_MOVES[event.key];
    const value = Number(known.get(id).row[column]) + by;
    if (STAKEHOLDER_SCALE.includes(value)) moved(id, column, `${value}`);
  }

  const box = (x, y, width, height, name) => make("rect", { x, y, width, height, class: name });
  const words = (text, x, y, more = {}) => make("text", { x, y, ...more }, text);

  // Every row of the grid is as high as its fullest spot: points on one spot stand side by side.
  function draw(rows) {
    last = rows;
    const em = parseFloat(getComputedStyle(measure).fontSize);
    wide = root.clientWidth;
    if (!wide) return;
    const radius = em < 20 ? 15 : 22;
    const step = radius * 2 + 4;
    const left = em * 2.7;
    const cell = (wide - left - 2) / STAKEHOLDER_SCALE.length;
    const across = Math.max(1, Math.floor((cell - 4) / step));
    const spots = new Map(); // place on the grid to the stakeholders on it
    for (const row of rows) {
      const spot = `${row.power} ${row.interest}`;
      spots.set(spot, [...(spots.get(spot) || []), row]);
    }
    const most = (power) => Math.max(1, ...STAKEHOLDER_SCALE.map((interest) => (spots.get(`${power} ${interest}`) || []).length));
    const head = em * 1.9; // room for the name of a quarter
    const tops = {};
    const heights = {};
    let bottom = 2;
    for (const power of [...STAKEHOLDER_SCALE].reverse()) {
      const room = [5, high - 1].includes(power) ? head : 0;
      tops[power] = bottom + room;
      heights[power] = Math.max(Math.ceil(most(power) / across) * step + 8, cell * 0.6);
      bottom = tops[power] + heights[power];
    }
    const middle = { x: left + cell * (high - 1), y: tops[high] + heights[high] };
    const ends = [[left, middle.x], [middle.x, wide - 2]];
    const sides = [[2, middle.y], [middle.y, bottom]];
    const drawn = [];
    [[1, 0], [0, 0], [1, 1], [0, 1]].forEach(([x, y], at) => {
      const [[from, to], [top, under]] = [ends[x], sides[y]];
      const size = Math.min(em, (to - from - em * 0.8) / (quarters[at].length * 0.64));
      drawn.push(box(from, top, to - from, under - top, at === 0 ? "quarter first" : "quarter"),
        words(quarters[at], from + em * 0.4, top + em * 1.3, { class: "of-quarter", style: `font-size: ${size}px` }));
    });
    for (const each of STAKEHOLDER_SCALE) {
      drawn.push(words(each, left - em * 0.7, tops[each] + heights[each] / 2, { class: "tick", dy: "0.35em" }),
        words(each, left + cell * (each - 0.5), bottom + em * 1.1, { class: "tick" }));
    }
    const half = (2 + bottom) / 2;
    drawn.push(words("Interest →", left + (wide - left) / 2, bottom + em * 2.4, { class: "axis" }),
      words("Power →", 0, 0, { class: "axis", transform: `translate(${em} ${half}) rotate(-90)` }));
    ground.replaceChildren(...drawn);
    grid.setAttribute("width", wide);
    grid.setAttribute("height", bottom + em * 3);

    layLines(points, rows.map((row, at) => {
      const point = pointOf(row.id);
      const there = spots.get(`${row.power} ${row.interest}`);
      const place = there.indexOf(row);
      const line = Math.floor(place / across);
      const inLine = Math.min(across, there.length - line * across);
      const x = left + cell * (row.interest - 0.5) + ((place % across) - (inLine - 1) / 2) * step;
      const lines = Math.ceil(there.length / across);
      const y = tops[row.power] + heights[row.power] / 2 + (line - (lines - 1) / 2) * step;
      point.row = row;
      point.number.textContent = at + 1;
      point.group.setAttribute("transform", `translate(${x} ${y})`);
      point.group.setAttribute("class", `point ${row.stance || "unsaid"}`);
      point.group.setAttribute("aria-label", row.told);
      if (point.radius !== radius) {
        point.radius = radius;
        point.group.replaceChildren(...stakeholderMark(radius), point.number);
      }
      return point.group;
    }));
  }

  new ResizeObserver(() => { if (root.clientWidth !== wide) draw(last); }).observe(root);
  new ResizeObserver(() => draw(last)).observe(measure); // larger text
  return { root, draw, focus: (id) => known.get(id)?.group.focus() };
}
