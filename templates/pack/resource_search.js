// A list of resources (copkit/show/knowledge/finding.py) that can be searched. All it shows is copied from the list
// itself and set as text. Without this script, and on paper, the list stands as it is.
const PAGE = 20;
let searches = 0;
function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}
const several = (names, last) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`);
const number = (many) => many.toLocaleString("en-GB");

// '7 resources of the kind guide have damp or mould; 2 have both.'
function sentence(found) {
  const { rows, terms, required, wanted, right, unknown, said, withAll } = found;
  const names = [...terms.map((term) => term.said), ...required.map((phrase) => `"${phrase.join(" ")}"`)];
  const kinds = wanted.length ? ` of the kind ${several([...new Set(wanted)], "or")}` : "", told = [];
  if (right.size) told.push(`Showing results for '${said}'.`);
  if (unknown.length) told.push(`Nothing has ${unknown.map((word) => `'${word}'`).join(", ")}.`);
  const many = `${rows.length ? number(rows.length) : "No"} resource${rows.length === 1 ? "" : "s"}${kinds}`
    .replace(/^No resources/, "No resource");
  if (names.length) {
    const all = rows.length && names.length + unknown.length > 1
      ? `; ${rows.length === withAll ? (withAll === 1 ? "it has" : "they have") : withAll ? `${number(withAll)} ${withAll === 1 ? "has" : "have"}` : "none has"} ${names.length + unknown.length === 2 ? "both" : "all"}` : "";
    told.push(`${many} ${rows.length > 1 ? "have" : "has"} ${several(names, "or")}${all}.`);
  } else if (!unknown.length) told.push(`${many}.`);
  return told.join(" ");
}

// Sets the words sought in <mark>; tells whether there was one.
function mark(element, index, sought) {
  const text = element.textContent, parts = [];
  let last = 0;
  for (const { word, start, end } of wordsOf(text)) {
    if (!sought.has(knownStem(index, word))) continue;
    parts.push(text.slice(last, start), make("mark", {}, text.slice(start, end)));
    last = end;
  }
  if (last) element.replaceChildren(...parts, text.slice(last));
  return Boolean(last);
}

function enhance(section, carried) {
  const index = readIndex(JSON.parse(carried.dataset.index)), plain = section.querySelector(".plain-list");
  const items = [...plain.querySelectorAll(".resource")], kindOf = items.map((item) => item.dataset.kind), chosen = new Set();
  const id = `resource-search-${searches += 1}`;
  const field = make("input", { id, type: "search", autocomplete: "off", spellcheck: "false" });
  const facets = make("div", { class: "search-kinds", role: "group", "aria-label": "Kinds" });
  const told = make("p", { class: "search-told", role: "status" });
  const list = make("ul", { class: "resources found", "aria-label": "Found" });
  const more = make("button", { type: "button" });
  const live = make("div", { class: "search-live" },
    make("div", { class: "search-bar" }, make("label", { for: id }, "Search the resources"), field), facets, told, list, more);
  const buttons = new Map([...new Set(kindOf)].sort(byLetters).map((kind) => {
    const button = make("button", { type: "button", "aria-pressed": "false" });
    button.addEventListener("click", () => {
      if (!chosen.delete(kind)) chosen.add(kind);
      find(false);
    });
    return [kind, button];
  }));
  facets.append(...buttons.values());
  let found = null;

  function show(from) {
    list.append(...found.rows.slice(from, from + PAGE).map((row) => {
      const copy = items[row].cloneNode(true);
      copy.tabIndex = -1;
      const marked = [...copy.querySelectorAll(".title, .about, .issues")].filter((part) => mark(part, index, found.sought));
      if (found.sought.size && !marked.length)
        copy.append(make("p", { class: "note" }, "Found by what is not listed here, such as its text or its community."));
      return copy;
    }));
    const left = found.rows.length - list.children.length;
    more.hidden = !left;
    more.textContent = `Show ${number(Math.min(left, PAGE))} more of ${number(left)}`;
  }
  function find(typing) {
    found = search(index, field.value, kindOf, { typing, chosen: [...chosen] });
    const idle = !field.value.trim() && !chosen.size;
    for (const [kind, button] of buttons) {
      button.textContent = `${kind} ${number(found.counts.get(kind) ?? 0)}`;
      button.setAttribute("aria-pressed", chosen.has(kind));
      button.hidden = !found.counts.has(kind) && !chosen.has(kind);
    }
    told.textContent = sentence(found);
    section.classList.toggle("searching", !idle);
    list.replaceChildren();
    list.hidden = more.hidden = idle || !found.rows.length;
    if (!idle) show(0);
  }
  field.addEventListener("input", () => find(true));
  more.addEventListener("click", () => {
    const next = list.children.length;
    show(next);
    list.children[next].focus();
  });
  live.addEventListener("keydown", (event) => {
    const at = [...list.children].indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target === field) find(false);
    else if (event.key === "Escape") {
      field.value = "";
      chosen.clear();
      find(false);
      field.focus();
    } else if (step && (at >= 0 || (event.target === field && step > 0))) {
      if (at + step < 0) field.focus();
      else list.children[at + step]?.focus();
    } else return;
    event.preventDefault();
  });
  plain.before(live);
  section.dataset.ready = "";
  find(false);
}

// In the workshop cells arrive one by one; a list is whole when the index that follows it is there.
function start() {
  for (const section of document.querySelectorAll(".resource-search:not([data-ready])")) {
    const carried = section.querySelector(":scope > [data-index]");
    if (carried) enhance(section, carried);
  }
}
start();
if (document.readyState !== "complete") {
  const watch = new MutationObserver(start);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("load", () => { watch.disconnect(); start(); });
}
