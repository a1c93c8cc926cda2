// Small words for building a page. Text is always set as text: what somebody typed is never markup.
"use strict";

let copkitCount = 0;
const EDITORS = {}; // name to a function of (root, wire, settings)

function make(tag, attributes = {}, ...inside) {
  const drawn = ["svg", "g", "line", "path", "circle", "rect", "text", "title", "marker", "polygon", "defs"];
  const element = drawn.includes(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter((part) => part !== null && part !== undefined));
  return element;
}

function uniqueId(word) {
  copkitCount += 1;
  return `copkit-${word}-${copkitCount}`;
}

function button(words, action, attributes = {}) {
  return make("button", { type: "button", onclick: action, ...attributes }, words);
}

function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* a browser that keeps nothing: the place still keeps all that is saved */ }
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// Puts lines into their list in their order, and leaves the focus where it is.
function layLines(list, drawn) {
  if (drawn.length === list.children.length && drawn.every((line, at) => list.children[at] === line)) return;
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren(...drawn);
  if (focused && focused.isConnected) focused.focus();
}
