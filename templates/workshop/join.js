// The page of a participant's phone: what is typed stays in the phone until the workshop has answered
// that it is saved, and is sent again when the connection is back; the workshop writes it once.
"use strict";

const BEAT = 3000; // how often to ask whether this is still open, in milliseconds
const PATIENCE = 15000; // how long to wait for an answer

const page = document.body.dataset;
const form = document.querySelector("form");
const find = (id) => document.getElementById(id);
const say = (words) => { find("status").textContent = words; };
const warn = (words) => { find("alarm").textContent = words; };

function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* a browser that keeps nothing: it still sends */ }
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// Sends to the workshop; gives its answer with the status, or throws if there is none.
async function ask(path, body) {
  const how = { signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined };
  if (body) Object.assign(how, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const got = await fetch(path, how);
  return { status: got.status, ...(await got.json()) };
}

function lose(isLost) {
  const lost = find("lost");
  if (lost.hidden !== isLost) return;
  lost.hidden = !isLost;
  lost.textContent = isLost ? "No connection. What you entered is kept on this phone and goes on when it is back." : "";
}

// The six signs ---------------------------------------------------------------------------------

async function join(code) {
  warn("");
  say("Joining…");
  try {
    const answer = await ask("/join", { code });
    say("");
    if (answer.refused) {
      warn(answer.refused);
      find("code").focus();
      return;
    }
    if (!(await ask("/state")).joined) {
      warn("This browser keeps no cookies, so it cannot take part. Allow cookies for this page, then join again.");
      return;
    }
    location.replace("/");
  } catch {
    say("");
    warn("No connection to the workshop. Is this phone in the same Wi-Fi? Then press Join again.");
  }
}

function startCode() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (find("code").value.trim()) join(find("code").value);
    else warn("Enter the six signs that the facilitator shows.");
  });
  const brought = new URLSearchParams(location.search).get("code");
  if (brought) {
    find("code").value = brought;
    join(brought);
  } else {
    ask("/state").then((state) => state.joined && location.replace("/"), () => {});
  }
}

// Who holds the phone ---------------------------------------------------------------------------

async function choose(name) {
  warn("");
  try {
    const answer = await ask("/who", { name });
    if (answer.refused) warn(answer.refused);
    else location.replace("/");
  } catch {
    warn("No connection to the workshop. Try again in a moment.");
  }
}

function startWho() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = form.querySelector("input:checked");
    if (chosen) choose(chosen.value);
    else warn("Choose your name first.");
  });
  watchOpen();
}

// The questions: what is on the page as an answer, and an answer onto the page ---------------

const VOTE = {
  lines: () => [...form.querySelectorAll("li")],
  dots: (line) => Number(line.querySelector("output").textContent),
  collect() {
    return Object.fromEntries(this.lines().map((line) => [line.dataset.name, this.dots(line)]).filter(([, dots]) => dots));
  },
  show(answer) {
    for (const line of this.lines()) line.querySelector("output").textContent = answer[line.dataset.name] || 0;
    this.count();
  },
  count() {
    const budget = Number(form.dataset.dots);
    const left = budget - this.lines().reduce((sum, line) => sum + this.dots(line), 0);
    find("left").textContent = `${left} of ${budget} ${budget === 1 ? "dot" : "dots"} left`;
    for (const line of this.lines()) {
      line.classList.toggle("given", this.dots(line) > 0);
      line.querySelector(".less").setAttribute("aria-disabled", this.dots(line) === 0);
      line.querySelector(".more").setAttribute("aria-disabled", left <= 0);
    }
    return left;
  },
  begin(changed) {
    form.addEventListener("change", changed);
    form.addEventListener("click", (event) => {
      const pressed = event.target.closest(".less, .more");
      if (!pressed) return;
      if (pressed.getAttribute("aria-disabled") === "true") {
        if (pressed.matches(".more")) find("left").textContent = "No dot is left. Take one back first.";
        return;
      }
      const line = pressed.closest("li");
      line.querySelector("output").textContent = this.dots(line) + (pressed.matches(".more") ? 1 : -1);
      this.count();
      changed();
    });
  },
};

const SURVEY = {
  collect: () => Object.fromEntries([...form.querySelectorAll("fieldset")].flatMap((field) => {
    const chosen = field.querySelector("input:checked");
    return chosen ? [[field.dataset.name, Number(chosen.value)]] : [];
  })),
  show(answer) {
    for (const field of form.querySelectorAll("fieldset"))
      for (const input of field.querySelectorAll("input")) input.checked = Number(input.value) === answer[field.dataset.name];
  },
  begin: (changed) => form.addEventListener("change", changed),
};

const TICKS = {
  collect: () => Object.fromEntries([...form.querySelectorAll("input:checked")].map((input) => [input.value, 1])),
  show(answer) {
    for (const input of form.querySelectorAll("input")) input.checked = Boolean(answer[input.value]);
  },
  begin: (changed) => form.addEventListener("change", changed),
};

const FEEDBACK = {
  collect() {
    const worth = form.querySelector("[name=worth]:checked");
    return { ...(worth && { worth: Number(worth.value) }), keep: find("keep").value, change: find("change").value,
      may_be_shared: find("may_be_shared").checked };
  },
  show(answer) {
    for (const input of form.querySelectorAll("[name=worth]")) input.checked = Number(input.value) === answer.worth;
    for (const words of form.querySelectorAll("textarea")) words.value = answer[words.id] || "";
    find("may_be_shared").checked = Boolean(answer.may_be_shared);
  },
  begin: (changed) => form.addEventListener("input", changed),
};

// Sending: `kept` is what the phone holds until it is acknowledged ----------------------------------

let isOpen = true;

function startQuestion(question) {
  const key = `copkit:phone:${page.key}:${page.member}`;
  const sector = find("sector"); // where the participant comes from, if that is asked
  const own = find("own"); // the code that the participant chose, where one can be chosen
  const entered = () => ({ answer: question.collect(), sector: sector?.value, own: own?.value });
  let newest = Number(page.newest);
  let sending = false;
  let kept = recall(key);
  if (!kept || kept.saved) kept = { answer: JSON.parse(page.answer) || {}, saved: true };
  question.show(kept.answer);
  if (sector && !kept.saved) sector.value = kept.sector || "";
  if (own && !kept.saved) own.value = kept.own || "";
  if (!kept.saved && !kept.pending) say("Not sent yet.");

  const keep = (news) => {
    kept = { ...kept, ...news };
    remember(key, kept);
  };

  async function flush() {
    if (sending || !kept.pending) return;
    sending = true;
    const { edit, number, answer, sector, own } = kept;
    try {
      const got = await ask("/answer", { edit, number, answer, member: page.member, sector, own });
      lose(false);
      if (kept.edit === edit) settle(got);
    } catch {
      lose(true);
    }
    sending = false;
  }

  function settle(got) {
    if (!got.refused) {
      newest = Math.max(newest, got.newest);
      if (find("you")) find("you").textContent = got.you;
      keep({ pending: false, saved: true });
      warn("");
      say(`Saved ${got.saved}.`);
    } else if (got.status === 429 || got.status >= 500) {
      say("Not saved yet. It is sent again by itself.");
    } else {
      keep({ pending: false });
      say("");
      warn(`Not saved. ${got.refused}`);
    }
  }

  question.begin(() => {
    keep({ ...entered(), saved: false, pending: false, edit: "" });
    say("Not sent yet.");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isOpen) {
      warn("This is closed. Nothing more is taken.");
      return;
    }
    newest = Math.max(newest + 1, Date.now());
    const edit = `${newest.toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
    keep({ ...entered(), edit, number: newest, pending: true, saved: false });
    warn("");
    say("Sending…");
    flush();
  });
  find("other")?.addEventListener("click", () => {
    if (sending) return;
    remember(key, null);
    choose("");
  });
  addEventListener("online", flush);
  flush();
  watchOpen(flush);
}

// Asks from time to time whether what is shown is still open.
async function watchOpen(flush = () => {}) {
  let told = true; // what was said last: open, or not
  for (;;) {
    await new Promise((done) => setTimeout(done, BEAT));
    try {
      const state = await ask("/state");
      if (state.refused) continue;
      lose(false);
      if (state.joined && (state.key !== page.key || state.member !== page.member)) location.replace("/");
      isOpen = state.open && state.joined;
      if (isOpen) await flush();
      if (isOpen !== told) tellOpen();
      told = isOpen;
    } catch {
      lose(true);
    }
  }
}

function tellOpen() {
  form.querySelector("[type=submit]").setAttribute("aria-disabled", !isOpen);
  find("closed")?.remove();
  if (isOpen) {
    say("This is open again.");
    return;
  }
  const closed = document.createElement("p");
  closed.id = "closed";
  const link = document.createElement("a");
  link.className = "button";
  link.href = "/";
  link.textContent = "Enter another code";
  closed.append(link);
  warn("This is closed. What was saved stands; nothing more is taken. Thank you.");
  find("alarm").after(closed);
}

const START = {
  code: startCode,
  who: startWho,
  vote: () => startQuestion(VOTE),
  survey: () => startQuestion(SURVEY),
  knows: () => startQuestion(TICKS),
  sessions: () => startQuestion(TICKS),
  feedback: () => startQuestion(FEEDBACK),
};
START[page.page]?.();
document.querySelector("main").inert = false;
