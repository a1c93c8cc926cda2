// Where the boxes of the map of issues stand, and how the arrows run between them. Numbers in, numbers
// out: nothing here touches the page.

// Breaks a name into lines that fit; a word that is too long is broken too.
function issueMapLines(name, width, wide) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const joined = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (wide(joined) <= width) lines[lines.length - 1] = joined;
    else if (wide(word) <= width) lines.push(word);
    else {
      lines.push("");
      for (const sign of word) {
        if (wide(lines.at(-1) + sign) > width) lines.push("");
        lines[lines.length - 1] += sign;
      }
    }
  }
  return lines.filter(Boolean);
}

// Spots for boxes in rows. Where one column is all that fits, they stand left and right by turns, so that
// the arrows do not run through them.
function issueMapSpots(count, columns, wide, cell, box) {
  const across = (at) => (columns > 1 ? (at % columns + 0.5) * wide / columns : at % 2 ? wide - box.x / 2 : box.x / 2);
  return Array.from({ length: Math.ceil(count / columns) * columns }, (_, at) =>
    ({ x: across(at), y: (Math.floor(at / columns) + 0.5) * cell.y }));
}

// A spot for each of `count` boxes, so that linked ones are near and few links run through others. It
// starts from the same order each time, and so comes to the same places each time.
function issueMapPlaces(count, links, spots, cell, box) {
  const order = [...Array(count).keys()];
  const taken = [...order, ...Array(spots.length - count).fill(null)]; // which box stands on which spot
  const at = [...order];
  const turned = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const cost = () => {
    let sum = 0;
    links.forEach(([one, other], number) => {
      const a = spots[at[one]];
      const b = spots[at[other]];
      sum += Math.hypot((a.x - b.x) / cell.x, (a.y - b.y) / cell.y);
      for (const [name, spot] of at.entries()) {
        if (name === one || name === other) continue;
        for (let part = 1; part < 8; part += 1) {
          const x = a.x + (b.x - a.x) * part / 8 - spots[spot].x;
          const y = a.y + (b.y - a.y) * part / 8 - spots[spot].y;
          if (Math.abs(x) < box.x / 2 && Math.abs(y) < box.y / 2) { sum += 1.5; break; }
        }
      }
      for (const [from, to] of links.slice(number + 1)) {
        if ([one, other].some((end) => end === from || end === to)) continue;
        const c = spots[at[from]];
        const d = spots[at[to]];
        if (turned(a, b, c) * turned(a, b, d) < 0 && turned(c, d, a) * turned(c, d, b) < 0) sum += 0.8;
      }
    });
    return sum;
  };
  const swap = (one, other) => {
    [taken[one], taken[other]] = [taken[other], taken[one]];
    if (taken[one] !== null) at[taken[one]] = one;
    if (taken[other] !== null) at[taken[other]] = other;
  };
  let left = 3e7 / (links.length * (count * 4 + links.length) + 1); // so that a large map is not waited for
  let least = cost();
  for (let better = true; better && left > 0;) {
    better = false;
    for (let one = 0; one < spots.length; one += 1)
      for (let other = one + 1; other < spots.length && left > 0; other += 1) {
        if (taken[one] === null && taken[other] === null) continue;
        swap(one, other);
        left -= 1;
        const now = cost();
        if (now < least - 1e-9) { least = now; better = true; } else swap(one, other);
      }
  }
  return at.map((spot) => spots[spot]);
}

// An arrow from one box to another: bent so that it runs through as few boxes as can be. Two arrows that
// run to and fro are bent apart, so far that both have room for a label.
function issueMapArrow(from, to, others, both, em, wide) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const parts = Math.max(20, Math.ceil(long / 6));
  const bends = both ? [1.5, 2.4, 4, 7].map((far) => far * em * 2 / long) : [0.06, -0.06, 0.22, -0.22, 0.4, -0.4, 0.7, -0.7];
  let best = null;
  for (const bend of bends) {
    const middle = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (to.x - from.x) * bend };
    const on = (t) => ({ x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * middle.x + t * t * to.x,
      y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * middle.y + t * t * to.y });
    const points = Array.from({ length: parts + 1 }, (_, at) => on(at / parts))
      .filter((point) => !issueMapIn(point, from, 1) && !issueMapIn(point, to, em * 0.35));
    if (points.length < 2) continue;
    const hits = others.filter((box) => points.some((point) => issueMapIn(point, box, em * 0.2))).length;
    const outside = points.filter((point) => point.x < em * 0.5 || point.x > wide - em * 0.5 || point.y < 2).length;
    const cost = hits + outside + Math.abs(bend) * 0.9;
    if (!best || cost < best.cost) best = { cost, points };
  }
  const points = best ? best.points : [from, to];
  const end = points.at(-1);
  const before = points.at(-2);
  const turn = Math.atan2(end.y - before.y, end.x - before.x);
  const tip = { x: end.x + Math.cos(turn) * em * 0.35, y: end.y + Math.sin(turn) * em * 0.35 };
  const wing = (way) => `${tip.x - Math.cos(turn + way) * em * 0.8},${tip.y - Math.sin(turn + way) * em * 0.8}`;
  return { points, line: `M${points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("L")}`,
    head: `${tip.x},${tip.y} ${wing(0.45)} ${wing(-0.45)}` };
}

function issueMapIn(point, box, more) {
  return Math.abs(point.x - box.x) < box.w / 2 + more && Math.abs(point.y - box.y) < box.h / 2 + more;
}

// Where the numbers of the arrows stand: on the arrow, or beside a short one, and if there is room on no box
// and no other number.
// The shortest arrows choose first, for they have the least room.
function issueMapNumbers(arrows, boxes, size) {
  const labels = [];
  const tight = [...arrows.keys()].sort((one, other) => arrows[one].points.length - arrows[other].points.length || one - other);
  for (const number of tight) {
    const { points } = arrows[number];
    const [from, to] = [points[0], points.at(-1)];
    const short = Math.abs(to.x - from.x) > Math.abs(to.y - from.y) && Math.abs(to.x - from.x) < size.x * 1.7;
    const beside = short ? Math.sign(to.x - from.x) * (size.y / 2 + 3) : 0;
    let best = null;
    for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]) {
      const on = points[Math.round((points.length - 1) * part)];
      const point = { x: on.x, y: on.y + beside };
      const cost = Math.abs(part - 0.5) +
        2 * boxes.filter((box) => issueMapIn(point, { ...box, w: box.w + size.x, h: box.h + size.y }, -2)).length +
        3 * labels.filter((other) => other && issueMapIn(point, { ...other, w: size.x * 2, h: size.y * 2 }, 1)).length;
      if (!best || cost < best.cost) best = { cost, point };
    }
    labels[number] = best.point;
  }
  return labels;
}
