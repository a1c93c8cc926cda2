// The way to the place: rows come in, edits go out. An edit is kept in the browser until the place has
// answered that it is saved; what got no answer is sent again, and is written once.

const BEAT = 1000; // how often to ask what others changed, in milliseconds
const PATIENCE = 3500; // how long to wait for an answer before the connection counts as lost
const TICKS = 7; // waited for in so many parts: a page that stood still itself has lost one part, not all

function screenCode() {
  let code = recall("copkit:screen");
  if (!code) {
    code = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
    remember("copkit:screen", code);
  }
  return code;
}

function newEdit() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
}

class Wire extends EventTarget {
  // `send` takes a question and promises its answer; `place` tells places apart in this browser.
  constructor(send, place) {
    super();
    this.sendNow = send;
    this.place = place;
    this.tables = {};
    this.names = {};
    this.change = 0;
    this.lost = false;
    this.waiting = new Map(); // edits without an answer: code to the promise's end
    this.queue = new Map(); // edits to send: code to steps, oldest first
    for (const key of this.kept()) {
      const { edit, steps } = recall(key) || {};
      if (edit) this.queue.set(edit, steps);
    }
    this.heard = Date.now();
    this.ready = null;
    this.patient = 0; // questions that may take long: a kernel answers nothing else meanwhile
    this.turns = new Map(); // what is being saved, one action after the other: key to the last one's end
    addEventListener("beforeunload", (event) => { if (this.turns.size) event.preventDefault(); });
  }

  tell(kind, detail = {}) {
    this.dispatchEvent(Object.assign(new Event(kind), { detail }));
  }

  async ask(question, patience = PATIENCE) {
    let over = false;
    const late = (async () => {
      for (let tick = 0; tick < TICKS && !over; tick += 1) await new Promise((done) => setTimeout(done, patience / TICKS));
      throw new Error("late");
    })();
    late.catch(() => {}); // the answer may have come first
    const long = Number(patience > PATIENCE);
    this.patient += long;
    let answer;
    try {
      answer = await Promise.race([this.sendNow(question), late]);
    } finally {
      over = true;
      this.patient -= long;
    }
    this.heard = Date.now();
    if (this.lost) {
      this.lost = false;
      this.tell("back");
    }
    return answer;
  }

  // Opens tables that are not open yet, and begins to listen.
  async open(names) {
    const missing = names.filter((name) => !(name in this.tables));
    const begun = this.ready || Promise.resolve();
    this.ready = begun.then(() => this.load(missing));
    await this.ready;
    if (!this.beating) {
      this.beating = true;
      this.beat();
    }
  }

  async load(missing) {
    missing = missing.filter((name) => !(name in this.tables));
    await this.flush();
    if (!missing.length) return;
    for (;;) {
      try {
        const answer = await this.ask({ do: "open", tables: missing });
        if (answer.refused) throw new Error(answer.refused[0].text);
        if (!Object.keys(this.tables).length) this.change = answer.change;
        this.community = answer.community;
        this.today = answer.today;
        for (const [name, table] of Object.entries(answer.tables)) {
          table.rows = new Map(Object.entries(table.rows).map(([id, row]) => [Number(id), row]));
          this.tables[name] = table;
        }
        Object.assign(this.names, answer.names);
        return;
      } catch {
        this.lose();
        await new Promise((done) => setTimeout(done, BEAT));
      }
    }
  }

  lose() {
    if (this.lost || this.patient) return;
    this.lost = true;
    this.tell("lost");
  }

  async beat() {
    while (this.beating) {
      await new Promise((done) => setTimeout(done, BEAT));
      try {
        const answer = await this.ask({ do: "since", change: this.change, tables: Object.keys(this.tables) });
        if (!answer.refused) this.take(answer);
        await this.flush();
      } catch {
        if (Date.now() - this.heard >= PATIENCE) this.lose();
      }
    }
  }

  stop() {
    this.beating = false;
  }

  // Takes in what was changed, here or on another screen.
  take(answer) {
    this.change = Math.max(this.change, answer.change);
    const renamed = Object.keys(answer.names || {});
    Object.assign(this.names, answer.names);
    if (renamed.length) this.tell("names", { tables: renamed });
    for (const [name, news] of Object.entries(answer.tables || {})) {
      const rows = this.tables[name].rows;
      for (const [id, row] of Object.entries(news.rows)) rows.set(Number(id), row);
      for (const id of news.gone) rows.delete(id);
      this.tell("rows", { table: name, ids: [...Object.keys(news.rows).map(Number), ...news.gone] });
    }
  }

  // Writes some steps, all of them or none. The promise tells what came of it.
  write(steps) {
    const edit = newEdit();
    this.queue.set(edit, steps);
    remember(this.keyOf(edit), { edit, steps });
    const answered = new Promise((done) => this.waiting.set(edit, done));
    this.tell("writing", { steps });
    this.flush();
    return answered;
  }

  // Sends what is kept and not answered yet, in its order.
  flush() {
    this.flushing = (this.flushing || Promise.resolve()).then(() => this.sendKept());
    return this.flushing;
  }

  keyOf(edit) {
    return `copkit:edit:${this.place}:${edit}`;
  }

  kept() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.keyOf(""))).sort();
    } catch {
      return [];
    }
  }

  async sendKept() {
    for (const [edit, steps] of [...this.queue]) {
      let answer;
      try {
        answer = await this.ask({ do: "write", by: screenCode(), edit, steps });
      } catch {
        if (Date.now() - this.heard >= PATIENCE) this.lose();
        return;
      }
      this.queue.delete(edit);
      remember(this.keyOf(edit), null);
      const done = this.waiting.get(edit);
      this.waiting.delete(edit);
      this.tell(answer.refused ? "refused" : "saved", { ...answer, steps, late: !done });
      await this.refresh();
      if (done) done(answer);
    }
  }

  // One action after the other for a key, so that each finds what the one before has saved. Until the last has
  // ended the place is owed something, and the browser asks before the page is left.
  inTurn(key, action) {
    const run = (this.turns.get(key) || Promise.resolve()).then(action).catch(console.error).then(() => {
      if (this.turns.get(key) === run) this.turns.delete(key);
      this.tell("turns");
    });
    this.turns.set(key, run);
    this.tell("turns");
    return run;
  }

  async refresh() {
    try {
      if (Object.keys(this.tables).length)
        this.take(await this.ask({ do: "since", change: this.change, tables: Object.keys(this.tables) }));
    } catch { /* the next beat brings it */ }
  }

  async undo() {
    let answer;
    try {
      answer = await this.ask({ do: "undo", by: screenCode(), edit: newEdit() });
    } catch {
      this.lose();
      return;
    }
    this.tell(answer.refused ? "refused" : "undone", { ...answer, steps: [] });
    await this.refresh();
  }

  add(table, values) {
    return this.write([{ add: table, values }]);
  }

  set(table, row, values) {
    return this.write([this.setting(table, row, values)]);
  }

  // The step that changes a row, with what the screen showed before.
  setting(table, row, values) {
    const standing = this.tables[table].rows.get(row) || {};
    const seen = Object.fromEntries(Object.keys(values).map((name) => [name, standing[name] ?? ""]));
    return { set: table, row, values, seen };
  }

  // The step that takes away a row that goes with another, and may be gone already.
  removing(table, row) {
    return { delete: table, row, once: true };
  }

  remove(table, row) {
    return this.write([{ delete: table, row }]);
  }

  rows(table) {
    return [...this.tables[table].rows.entries()].map(([id, row]) => ({ id, ...row }));
  }

  column(table, name) {
    return this.tables[table].columns.find((column) => column.name === name);
  }
}

// Through a kernel: every widget has a line of its own.
function kernelWire(model) {
  const waiting = new Map();
  model.on("msg:custom", (message) => {
    const done = waiting.get(message.number);
    waiting.delete(message.number);
    if (done) done(message.answer);
  });
  let number = 0;
  const send = (question) =>
    new Promise((done) => {
      number += 1;
      waiting.set(number, done);
      model.send({ number, question });
    });
  return new Wire(send, model.get("place"));
}

// Through the workshop's own server: one line for the whole page.
let pageWire = null;

function serverWire(place, community) {
  if (pageWire) return pageWire;
  const token = () => (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) || [])[1] || "";
  const send = async (question) => {
    const answer = await fetch("/copkit/place", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-XSRFToken": token() },
      body: JSON.stringify({ ...question, community }),
    });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return answer.json();
  };
  pageWire = new Wire(send, place);
  return pageWire;
}
