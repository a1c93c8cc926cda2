// The frame of every editor: what was saved and what went wrong, undo, larger text, the lost connection.

const SAVING = "Saving …";

function frame(root, wire, title, { writes = true } = {}) {
  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const alarm = make("div", { class: "alarm", role: "alert" });
  const lost = make("p", { class: "lost", role: "alert", hidden: true });
  const undo = button("Undo", () => { status.textContent = ""; wire.undo(); }, { title: "Take back the last change made on this screen" });
  undo.hidden = !writes;
  const larger = button("Larger text", () => setLarge(!isLarge()), { class: "larger", "aria-pressed": isLarge() });
  const body = make("fieldset", { class: "body" }, make("legend", { class: "unseen" }, title));
  root.classList.add("copkit");
  root.append(make("div", { class: "bar" }, status, undo, larger), lost, alarm, body);

  const opened = Date.now();
  const onLost = () => {
    const typing = body.contains(document.activeElement) ? document.activeElement : null;
    const marks = ["radio", "checkbox"]; // these are saved when they are pressed
    if (typing && !marks.includes(typing.type) && typing.value !== (typing.dataset.shown ?? "")) typing.dispatchEvent(new Event("change", { bubbles: true }));
    lost.textContent = "The connection is lost. What you typed is kept in this browser and is sent when it is back. " +
      "If it does not come back, start the workshop again and open this page anew.";
    lost.hidden = false;
    body.disabled = true;
    undo.disabled = true;
  };
  const onBack = () => {
    lost.hidden = true;
    body.disabled = false;
    undo.disabled = false;
  };
  wire.addEventListener("lost", onLost);
  wire.addEventListener("back", onBack);
  if (wire.lost) onLost();
  wire.addEventListener("turns", () => root.toggleAttribute("data-saving", wire.turns.size > 0));
  // What was said of the press before is not said of this one; 'Saving …' where the answer takes a while.
  const sent = new Set(); // the steps of this editor's edits that have no answer yet
  wire.addEventListener("writing", ({ detail: { steps } }) => {
    if (!mine(steps)) return;
    sent.add(steps);
    status.textContent = "";
    setTimeout(() => { if (sent.has(steps) && !status.textContent) status.textContent = SAVING; }, 600);
  });
  for (const kind of ["saved", "refused"])
    wire.addEventListener(kind, ({ detail }) => {
      if (sent.delete(detail.steps) && status.textContent === SAVING) status.textContent = "";
    });
  wire.addEventListener("undone", ({ detail }) => {
    alarm.replaceChildren();
    status.textContent = `Taken back: ${detail.undone}.`;
  });
  wire.addEventListener("refused", ({ detail }) => {
    if (!detail.late || !mine(detail.steps)) return;
    say({ refused: detail.refused });
    alarm.append(make("p", {}, "Typed earlier, and not saved: ", JSON.stringify(detail.steps.map((step) => step.values || step))));
  });
  wire.addEventListener("saved", ({ detail }) => {
    if (detail.late && mine(detail.steps)) status.textContent = `Saved ${detail.saved}: what was typed before the connection was lost.`;
  });

  const tables = new Set();
  const mine = (steps) => steps.some((step) => tables.has(step.add || step.set || step.delete || step.merge));

  // Says what came of an edit; true if it was saved.
  function say(answer, words = "Saved") {
    alarm.replaceChildren();
    if (answer.refused) {
      const told = answer.refused.map((fault) => {
        const where = [fault.line ? `Line ${fault.line}` : "", fault.column ? `'${fault.column.replaceAll("_", " ")}'` : ""];
        return make("li", {}, [where.filter(Boolean).join(", "), fault.text].filter(Boolean).join(": "));
      });
      alarm.append(make("p", {}, "Not saved. Please put right:"), make("ul", {}, ...told));
      status.textContent = "";
      return false;
    }
    status.textContent = `${words} ${answer.saved}`;
    for (const clash of answer.clashes || [])
      alarm.append(make("p", {}, `Somebody else changed '${clash.column.replaceAll("_", " ")}' to '${clash.theirs}' at the same time. ` +
        `Yours, '${clash.yours}', stands now. Both are in the history; Undo brings theirs back.`));
    return true;
  }

  // Asks the place to work something out; null, and told why, where there is no answer to give.
  async function workedOut(question, patience = 90_000) {
    alarm.replaceChildren();
    try {
      const answer = await wire.ask(question, patience);
      if (!answer.refused) return answer;
      alarm.append(...answer.refused.map(({ text }) => make("p", {}, text)));
    } catch {
      alarm.replaceChildren("The place gave no answer in time. Try again.");
    }
    return null;
  }
  return { body, say, status, alarm, workedOut, watch: (...names) => names.forEach((name) => tables.add(name)), opened };
}

function isLarge() {
  return document.documentElement.classList.contains("copkit-large");
}

// Text and targets to be read and touched from the back of a room; kept for the next time.
function setLarge(large) {
  document.documentElement.classList.toggle("copkit-large", large);
  remember("copkit:large", large);
  document.querySelectorAll(".copkit .larger").forEach((each) => each.setAttribute("aria-pressed", large));
}
