// Who is on a map (copkit/show/member_map.py), as the drawing itself has it, and how it is told.
const MOST_NAMED = 12, LONGEST_NAME = 30;
const DRAWN = ["g", "path", "text", "circle"];

function make(tag, attributes = {}, ...inside) {
  const element = DRAWN.includes(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
const byName = (one, other) => one.name.localeCompare(other.name, "en");

function read(svg) {
  const people = [...svg.querySelectorAll(".dots path")].map((path) => {
    const [x, y] = path.getAttribute("transform").match(/-?[\d.]+/g).map(Number), { width, height } = path.getBBox();
    const name = path.querySelector("title")?.textContent ?? "";
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;
    return { path, x, y, name, short, group: path.dataset.group ?? path.parentNode.dataset.group,
      radius: Math.max(width, height) / 2, tied: new Set(), label: make("text", {}, short) };
  });
  svg.dataset.ties.split(",").forEach((later, at) => later.split(" ").filter(Boolean).forEach((other) => {
    people[at].tied.add(people[other]);
    people[other].tied.add(people[at]);
  }));
  return people;
}

function sentence({ name, group, tied }) {
  const who = `${name || "Somebody who is not named here"}${group ? ` (${group})` : ""}`;
  if (!tied.size) return `${who}: no tie.`;
  const named = [...tied].filter((other) => other.name).sort(byName).slice(0, MOST_NAMED).map((other) => other.name);
  const rest = tied.size - named.length, many = `tied to ${tied.size} ${tied.size === 1 ? "person" : "people"}`;
  if (!named.length) return `${who}: ${many}, not named here.`;
  return `${who}: ${many}: ${named.join(", ")}${rest ? ` and ${rest} more` : ""}.`;
}

// Whom words fit: one person, or else what there is to say.
function lookUp(named, typed) {
  const words = plain(typed), fits = words ? named.filter((one) => plain(one.name).includes(words)) : [];
  const one = fits.find((other) => plain(other.name) === words) ?? (fits.length === 1 ? fits[0] : null);
  if (one || !words) return { one };
  if (!fits.length) return { one, says: `Nobody on this map is called “${typed.trim()}”.` };
  const some = fits.slice(0, MOST_NAMED).map((other) => other.name).join(", ");
  return { one, says: `${fits.length} names fit: ${some}${fits.length > MOST_NAMED ? " and more" : ""}. Type more of the name.` };
}
