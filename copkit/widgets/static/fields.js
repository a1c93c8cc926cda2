// One input for each kind of column, with its name for a screen reader and its hint.

// Lists of names to choose from while typing, one for each table, shared by all fields of an editor.
class NameLists {
  constructor(wire) {
    this.wire = wire;
    this.lists = {};
    this.root = make("div", { hidden: true });
    wire.addEventListener("names", ({ detail }) => detail.tables.forEach((table) => this.fill(table)));
  }

  idFor(table) {
    if (!this.lists[table]) {
      this.lists[table] = make("datalist", { id: uniqueId(`names-${table}`) });
      this.root.append(this.lists[table]);
      this.fill(table);
    }
    return this.lists[table].id;
  }

  fill(table) {
    if (this.lists[table])
      this.lists[table].replaceChildren(...(this.wire.names[table] || []).map((value) => make("option", { value })));
  }
}

function fieldFor(column, lists, attributes = {}) {
  const name = column.required ? `${column.label} (needed)` : column.label;
  const common = { "aria-label": name, title: column.hint, "data-column": column.name, ...attributes };
  if (column.kind === "choice" || column.kind === "yes or no")
    return make("select", common, make("option", { value: "" }, ""),
      ...column.choices.map((value) => make("option", { value }, value)));
  if (column.kind === "words") return make("textarea", { rows: 1, maxlength: column.longest, ...common });
  const more = {
    reference: () => ({ list: lists.idFor(column.refers_to), autocomplete: "off" }),
    day: () => ({ type: "date" }),
    time: () => ({ type: "time" }),
    number: () => ({ inputmode: "decimal", size: 6 }),
    whole: () => ({ inputmode: "numeric", size: 6 }),
    text: () => ({ maxlength: column.longest }),
  }[column.kind]();
  return make("input", { type: "text", autocomplete: "off", ...more, ...common });
}

// A label, its field, its hint and the place for what is wrong: one line of a form.
function labelled(column, field) {
  const id = uniqueId(column.name);
  const hint = make("small", { id: `${id}-hint` }, column.hint);
  field.id = id;
  field.removeAttribute("aria-label");
  field.removeAttribute("title");
  field.setAttribute("aria-describedby", hint.id);
  const label = make("label", { for: id }, column.required ? `${column.label} (needed)` : column.label);
  return make("div", { class: "line" }, label, field, hint);
}

// A label and its field in one line with others.
function labelBeside(label, field) {
  return make("span", { class: "filter" }, make("label", { for: field.id }, label), field);
}

// One of a few ways; `ways` maps each to its words, and `choose` hears the one that is chosen.
function oneOf(legend, name, chosen, choose, ways) {
  const group = uniqueId(name);
  const way = ([value, words]) => make("label", {}, make("input", { type: "radio", name: group, value,
    checked: chosen === value, onchange: () => choose({ [name]: value }) }), words);
  return make("fieldset", { class: "ways" }, make("legend", {}, legend), ...Object.entries(ways).map(way));
}

// Puts a value into a field unless somebody is typing there.
function show(field, value) {
  if (field === field.ownerDocument.activeElement && field.value !== (field.dataset.shown ?? "")) return;
  field.dataset.shown = value;
  if (field.tagName === "SELECT" && value && ![...field.options].some((option) => option.value === value))
    field.append(make("option", { value }, value));
  field.value = value;
  field.removeAttribute("aria-invalid");
}

// Marks the fields that were refused, and goes to the first of them.
function markWrong(fields, refused) {
  let first = null;
  for (const fault of refused) {
    const field = fields[fault.column];
    if (!field) continue;
    field.setAttribute("aria-invalid", "true");
    first = first || field;
  }
  if (first && first.ownerDocument.activeElement === first.ownerDocument.body) first.focus();
}

// Copies what stands in a field, or leaves it selected where the browser does not allow that.
async function copyWords(field, status, these) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = `${these} copied.`;
  } catch {
    status.textContent = `${these} selected: press Ctrl and C to copy.`;
  }
}

// What tells a row from the others, in words.
function rowName(wire, table, row) {
  return wire.tables[table].identity.map((name) => row[name]).filter(Boolean).join(" · ") || "this row";
}

// The text of a spreadsheet's clipboard as rows of cells. A cell in quotes may hold lines and tabs.
function cellsOf(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const end = () => { rows.at(-1).push(cell); cell = ""; };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") end();
    else if (sign === "\n") { end(); rows.push([]); }
    else if (sign !== "\r") cell += sign;
  }
  end();
  return rows.filter((row) => row.some((value) => value.trim()));
}
