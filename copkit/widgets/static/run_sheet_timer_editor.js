// The run sheet on the wall: what happens now, how long is left, what is next, when the event ends.

EDITORS.run_sheet_timer = async function runSheetTimer(root, wire) {
  await wire.open(["events", "agenda_items"]);
  const { body, status } = frame(root, wire, "Run sheet timer");
  body.classList.add("timer-choice");
  root.querySelector(".bar button:not(.larger)").hidden = true; // nothing is written, so nothing can be undone
  const MINUTE = 60_000;
  const FRESH = 12 * 60 * MINUTE; // an event that was timed within this time is the one to go on with
  const keyOf = (id) => `copkit:run_sheet_timer:${wire.place}:${id}`;
  let state = null; // null before the start; all times are moments of the clock, so that a reload changes nothing

  const choice = eventChoice(wire, {
    offered: () => {
      const written = new Set(wire.rows("agenda_items").map((row) => row.event));
      return [["", newestFirst(wire.rows("events")).filter((row) => written.has(row.name))]];
    },
    usual: (rows) => {
      const touched = (row) => recall(keyOf(row.id))?.touched ?? 0;
      const going = rows.filter((row) => Date.now() - touched(row) < FRESH)
        .sort((one, other) => touched(other) - touched(one));
      return going[0] || nearestFirst(wire, rows)[0];
    },
    onchoose: () => { takeUp(); asking = false; tell(""); draw(); },
  });
  const event = choice.row;
  const none = make("p", { hidden: true }, "Write the run sheet of an event first; then it can be timed here.");
  body.append(choice.line, none);

  // The stage stands beside the part that is shut while the connection is lost: it goes on without one.
  const title = make("p", { class: "title" });
  const word = make("span", { class: "word" });
  const digits = make("span", { class: "digits" });
  const next = make("p", { class: "next-item" });
  const ending = make("p", { class: "ending" });
  const told = make("p", { class: "unseen", role: "status" });
  const main = button("Start", mainly, { class: "add" });
  const forward = button("Next", () => go(at() + 1));
  const back = button("Back", () => go(at() - 1));
  const longer = button("+1 minute", addMinute);
  const whole = button("Full screen", fullScreen, { hidden: !document.fullscreenEnabled });
  const anew = button("Begin again", beginAgain, { class: "delete", onblur: () => { asking = false; draw(); } });
  const help = make("p", { id: uniqueId("keys"), class: "counted" },
    "Keys: Space pauses, → goes to the next item, ← goes back.");
  const list = make("ol", { "aria-label": "All items" });
  const stage = make("div", { class: "timer", role: "group", tabindex: 0, "aria-label": "Run sheet timer",
    "aria-describedby": help.id, onkeydown: keys },
    make("div", { class: "now" }, title, make("p", { class: "left", role: "timer" }, word, digits), next, ending, told,
      make("div", { class: "tools" }, main, back, forward, longer, whole, anew), help),
    list);
  body.after(stage);
  let asking = false; // whether 'Begin again' was pressed once
  let spoken = null; // what was drawn last: the item and what was left of it
  let drawnItems = "";
  let lines = [];

  const items = () => runSheetOf(wire, event().name)
    .map((row) => ({ ...row, planned: row.minutes, minutes: row.minutes + (state?.extra[row.id] || 0) }));
  const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const reading = (span) => `${Math.floor(span / 60)}:${String(span % 60).padStart(2, "0")}`;
  const present = () => state.paused ?? Date.now();

  // Which item is on: -1 before the start, the number of items after the end.
  function at() {
    if (!state) return -1;
    const all = items();
    if (state.ended) return all.length;
    const found = all.findIndex(({ id }) => id === state.item);
    return found >= 0 ? found : Math.max(0, Math.min(state.index, all.length - 1));
  }

  function keep() {
    if (state) state.touched = Date.now();
    remember(keyOf(choice.id()), state);
    draw();
  }

  function mainly() {
    if (!state) {
      const first = items()[0];
      const now = Date.now();
      state = { item: first.id, index: 0, began: { [first.id]: now }, started: now, paused: null, extra: {}, ended: null };
    } else if (state.paused) {
      const gap = Date.now() - state.paused;
      for (const id of Object.keys(state.began)) state.began[id] += gap;
      state.paused = null;
    } else if (!state.ended) state.paused = Date.now();
    keep();
  }

  // To the next item from now on; back to the one before as if it had never been left.
  function go(to) {
    const all = items();
    if (!state || to < 0 || to > all.length) return;
    if (to === all.length) {
      state.ended = Date.now();
      state.paused = null;
    } else {
      const onward = to > at();
      state.ended = null;
      const { id } = all[to];
      if (onward || !(id in state.began)) state.began[id] = present();
      Object.assign(state, { item: id, index: to });
    }
    keep();
  }

  function addMinute() {
    const item = items()[at()];
    if (!item) return;
    state.extra[item.id] = (state.extra[item.id] || 0) + 1;
    keep();
  }

  function beginAgain() {
    if (asking) state = null;
    asking = !asking;
    if (asking) draw();
    else keep();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else stage.requestFullscreen().catch(() => { status.textContent = "This browser shows no full screen here."; });
  }

  // A mouse leaves the focus on the stage, so that Space pauses and does not press the button once more.
  stage.addEventListener("click", (pressed) => {
    const what = pressed.target.closest("button");
    if (pressed.detail && what && what !== anew) stage.focus({ preventScroll: true });
  });

  function keys(pressed) {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.target.closest("input, select, textarea")) return;
    const does = { " ": mainly, ArrowRight: () => go(at() + 1), ArrowLeft: () => go(at() - 1) }[pressed.key];
    if (!does || (pressed.key === " " && pressed.target.closest("button"))) return;
    pressed.preventDefault();
    if (!pressed.repeat) does();
  }

  function tell(words) {
    told.textContent = words;
  }

  // The timer of the event that is chosen, as it was left.
  function takeUp() {
    state = event() ? recall(keyOf(choice.id())) : null;
    spoken = null;
  }

  function write(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  // When each item begins, as things stand; the last moment is the end.
  function moments(all, here) {
    const { date, starts } = event();
    const now = Date.now();
    const today = new Date(now - new Date(now).getTimezoneOffset() * MINUTE).toISOString().slice(0, 10);
    const known = starts && (!state || date === today);
    const planned = known ? new Date(`${date}T${starts}`).getTime() : state ? state.started : now;
    const began = [];
    let moment = state ? now : planned;
    all.forEach((item, number) => {
      if (number < here) began.push(state.began[item.id] ?? null);
      else if (number === here) {
        began.push(state.began[item.id] ?? present());
        moment += Math.max(0, item.minutes * MINUTE - (present() - began.at(-1)));
      } else {
        began.push(moment);
        moment += item.minutes * MINUTE;
      }
    });
    const minutes = Number(event().minutes) || all.reduce((sum, item) => sum + item.planned, 0);
    return { began, ends: state?.ended ?? moment, due: planned + minutes * MINUTE };
  }

  function draw() {
    if (choice.draw()) takeUp();
    stage.hidden = !event();
    none.hidden = !stage.hidden;
    if (stage.hidden) return;
    const all = items();
    const here = at();
    const item = all[here];
    const { began, ends, due } = moments(all, here);
    const late = Math.round((ends - due) / MINUTE);
    const off = late === 0 ? "on time" : late > 0 ? `${inMinutes(late)} late` : `${inMinutes(-late)} early`;
    let left = null;
    if (item) {
      const span = (item.minutes * MINUTE - (present() - began[here])) / 1000;
      left = Math.ceil(span);
      const over = left <= 0;
      write(title, item.title);
      write(word, [state.paused ? "paused," : "", over ? "over by" : "left"].filter(Boolean).join(" "));
      write(digits, reading(Math.abs(left)));
      write(ending, `ends at ${clock(ends)}, ${off}`);
      stage.dataset.over = over ? "yes" : "";
    } else {
      const [first] = all;
      write(title, state ? "The end" : first.title);
      write(word, state ? "ended at" : "the first item, not begun");
      write(digits, state ? clock(state.ended) : reading(first.minutes * 60));
      write(ending, state ? `ended at ${clock(ends)}, ${off}` : `planned from ${clock(began[0])} to ${clock(due)}`);
      stage.dataset.over = "";
    }
    const following = all[here === -1 ? 1 : here + 1];
    write(next, following ? `next: ${following.title}, ${inMinutes(following.minutes)}`
      : here < all.length ? "next: the end" : "");
    next.hidden = !next.textContent;
    speak(item, left, all, here);
    drawButtons(all, here);
    drawList(all, here, began);
  }

  // Said aloud when it changes, and not every second: a new item, two minutes left, time is up.
  function speak(item, left, all, here) {
    const before = spoken;
    spoken = { on: item ? item.id : here, left };
    if (!before) return;
    if (before.on !== spoken.on)
      tell(item ? `Now: ${item.title}, ${inMinutes(item.minutes)}.` : here === all.length ? "The end." : "");
    else if (item && before.left > 120 && left <= 120 && left > 0) tell(`Two minutes left: ${item.title}.`);
    else if (item && before.left > 0 && left <= 0) tell(`Time is up: ${item.title}.`);
  }

  function drawButtons(all, here) {
    write(main, !state ? "Start" : state.paused ? "Go on" : "Pause");
    main.disabled = Boolean(state?.ended);
    forward.disabled = !state || here === all.length;
    write(forward, here === all.length - 1 ? "End" : "Next");
    back.disabled = !state || here <= 0;
    longer.disabled = !all[here];
    anew.hidden = !state;
    write(anew, asking ? "Press again to begin again" : "Begin again");
    write(whole, document.fullscreenElement === stage ? "Leave full screen" : "Full screen");
    const focused = document.activeElement;
    if (stage.contains(focused) && (focused.disabled || focused.hidden)) stage.focus();
  }

  function drawList(all, here, began) {
    const drawn = JSON.stringify([choice.id(), all.map(({ id, title: name, minutes, lead }) => [id, name, minutes, lead])]);
    if (drawn !== drawnItems) {
      drawnItems = drawn;
      lines = all.map((item) => ({ time: make("span", { class: "at" }), mark: make("strong"), item }));
      list.replaceChildren(...lines.map(({ time, mark, item }) => make("li", {}, time,
        make("span", { class: "what" }, item.title,
          make("small", {}, [` ${inMinutes(item.minutes)}`, item.lead].filter(Boolean).join(" · ")), mark))));
    }
    lines.forEach(({ time, mark }, number) => {
      write(time, began[number] === null ? "" : clock(began[number]));
      write(mark, number === here ? "now" : number < here ? "done" : "");
      const line = list.children[number];
      if (number === here) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
      line.dataset.done = number < here ? "yes" : "";
    });
  }

  // Another window of this browser may hold the same timer: one on the wall, one in the hand.
  const elsewhere = (change) => {
    if (!event() || change.key !== keyOf(choice.id())) return;
    state = recall(keyOf(choice.id()));
    draw();
  };
  window.addEventListener("storage", elsewhere);
  document.addEventListener("fullscreenchange", draw);
  wire.addEventListener("rows", ({ detail }) => { if (["events", "agenda_items"].includes(detail.table)) draw(); });
  let shown = false;
  const beat = setInterval(() => {
    shown ||= root.isConnected;
    if (root.isConnected) draw();
    else if (shown) {
      clearInterval(beat);
      window.removeEventListener("storage", elsewhere);
      document.removeEventListener("fullscreenchange", draw);
    }
  }, 250);
  draw();
};
