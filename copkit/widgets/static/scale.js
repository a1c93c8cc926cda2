// What the editors with scales share: a statement with five marks, and answers that are saved one by one.

const SCALE_MARKS = [
  ["1", "Strongly disagree"],
  ["2", "Disagree"],
  ["3", "Neither agree nor disagree"],
  ["4", "Agree"],
  ["5", "Strongly agree"],
  ["", "No answer"],
];

// Names are compared as the place compares them: case and spacing make no difference.
function scaleFold(text) {
  return text.normalize("NFC").toLowerCase().trim().split(/\s+/).join(" ");
}

// Rows that are told apart by `keys` and hold one answer in `column`; without a column, the row itself
// is the answer. A second choice waits until the first is saved, and only the newest is then written.
// `before` gives the steps that a new row needs before it, in the same edit.
class ScaleAnswers {
  constructor(wire, table, keys, column, say, drawn, before = () => []) {
    Object.assign(this, { wire, table, keys, column, say, drawn, before });
    this.wanted = new Map(); // what was chosen and is not saved yet
    this.index = null;
    wire.addEventListener("rows", ({ detail }) => {
      if (detail.table !== table) return;
      this.index = null;
      drawn();
    });
  }

  keyOf(row) {
    return this.keys.map((name) => scaleFold(row[name] ?? "")).join("\n");
  }

  row(of) {
    const rows = this.wire.tables[this.table].rows;
    if (!this.index) this.index = new Map([...rows].map(([id, row]) => [this.keyOf(row), id]));
    return this.index.get(this.keyOf(of)) ?? null;
  }

  // What stands or is about to stand; "" for no answer.
  value(of) {
    const key = this.keyOf(of);
    if (this.wanted.has(key)) return this.wanted.get(key);
    const id = this.row(of);
    if (id === null) return "";
    return this.column ? this.wire.tables[this.table].rows.get(id)[this.column] : "yes";
  }

  // Promises how many edits were saved.
  async choose(of, value, more = {}) {
    const key = this.keyOf(of);
    if (this.value(of) === value) return 0;
    const busy = this.wanted.has(key);
    this.wanted.set(key, value);
    if (busy) return 0;
    let saved = 0;
    for (let written = null; written !== this.wanted.get(key);) {
      written = this.wanted.get(key);
      const answer = await this.save(of, written, more);
      if (!answer) continue;
      if (!this.say(answer)) break;
      saved += 1;
    }
    this.wanted.delete(key);
    this.drawn();
    return saved;
  }

  save(of, value, more) {
    const id = this.row(of);
    if (value === "") return id === null ? null : this.wire.remove(this.table, id);
    if (id !== null && this.column) return this.wire.set(this.table, id, { [this.column]: value });
    const values = { ...of, ...(this.column ? { [this.column]: value } : {}), ...more };
    return this.wire.write([...this.before(), { add: this.table, values }]);
  }
}

// One statement and its marks: `show` puts a mark, `choose` is told of a mark that somebody put.
function scaleFor(statement, choose, points = SCALE_MARKS) {
  const group = uniqueId("scale");
  const inputs = points.map(([value]) => {
    const input = make("input", { type: "radio", name: group, onchange: () => { if (input.checked) choose(value); } });
    input.value = value;
    return input;
  });
  const marks = points.map(([value, words], at) =>
    make("label", { class: value ? "mark" : "mark none" }, inputs[at], make("span", {}, [value, words].filter(Boolean).join(" "))));
  const legend = make("legend", {}, statement);
  const root = make("fieldset", { class: "scale" }, legend, make("div", { class: "wide" }, make("div", { class: "marks" }, ...marks)));
  return {
    root,
    say: (text) => { if (legend.textContent !== text) legend.textContent = text; },
    show: (value) => inputs.forEach((input) => { input.checked = input.value === value; }),
  };
}
