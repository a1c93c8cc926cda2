// Which names find room on a map, as in copkit/show/member_map_labels.py: none on another, none in a box
// that is taken, none on a dot (but for the one that is `found`). People are asked in their order.
function placed(people, dots, taken, [width, height], letters, grown, found) {
  const LETTERS_FOOT = 0.35, LINE = 1.22, AIR = 2.5;
  const boxes = [...taken], shown = [], high = letters * LINE / 2;
  const meetsABox = (x, y, wide) => boxes.some((box) =>
    Math.abs(box.x - x) < box.wide + wide && Math.abs(box.y - y) < 2 * high);
  const meetsADot = (x, y, wide) => dots.some((dot) => Math.hypot(Math.max(Math.abs(dot.right - x) - wide, 0),
    Math.max(Math.abs(dot.down - y) - high, 0)) < dot.radius * grown + 1);
  for (const one of people) {
    const wide = one.width / 2, away = one.radius * grown + AIR;
    const over = away - 1 + high, aside = away + wide, slant = 0.6 * away + wide, tilt = 0.6 * away + high;
    const sides = [[aside, 0], [-aside, 0], [0, over], [0, -over],
      [slant, tilt], [slant, -tilt], [-slant, tilt], [-slant, -tilt],
      [0.6 * wide, over], [0.6 * wide, -over], [-0.6 * wide, over], [-0.6 * wide, -over]];
    for (const [right, below] of one.tied.size ? sides : sides.slice(0, 1)) {
      const x = one.right + right, y = one.down + below;
      if (x - wide < 1 || y - high < 1 || x + wide > width - 1 || y + high > height - 1) continue;
      if (meetsABox(x, y, wide) || (one !== found && meetsADot(x, y, wide))) continue;
      boxes.push({ x, y, wide });
      one.label.setAttribute("x", x - wide + 1);
      one.label.setAttribute("y", y + LETTERS_FOOT * letters);
      shown.push(one.label);
      break;
    }
  }
  return shown;
}
