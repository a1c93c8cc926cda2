// An editor in several parts, each under its heading. Not an editor of its own.

function headedPart(heading, ...inside) {
  const head = make("h4", { id: uniqueId("part") }, heading);
  return make("section", { "aria-labelledby": head.id }, head, ...inside);
}

// A part that asks the place for a plan, shows it, and keeps it in one edit if somebody says so.
//   words     what stands on the buttons and above the notes: plan, keep, kept, notes
//   question  gives what the place is asked
//   fill      gives of an answer its title, the elements to show, and whether something could be kept
//   steps     gives the steps that keep it; where there are none, nothing is kept
//   kept      hears what was kept
function planPart({ wire, say, status, workedOut }, { heading, asks, words, question, fill, steps, kept }) {
  let proposal = null; // what the place has worked out and nobody has kept yet
  let busy = false;
  const planner = button(words.plan, plan, { class: "add" });
  const title = make("p", { class: "title", tabindex: -1 });
  const shown = make("div", {});
  const notes = make("ul", { class: "counted" });
  const keeper = button(words.keep, keep, { class: "add" });
  const proposed = make("div", { hidden: true }, title,
    make("div", { class: "tools" }, keeper, button("Not these", () => { proposal = null; draw(); planner.focus(); })),
    shown, make("p", { class: "part" }, words.notes), notes);
  const root = headedPart(heading, ...asks(planner), proposed);

  async function plan() {
    if (busy) return;
    busy = true;
    status.textContent = "Working it out …";
    draw();
    const answer = await workedOut(question());
    busy = false;
    status.textContent = "";
    if (answer) take(answer);
    draw();
    if (proposal) title.focus();
  }

  function take(answer) {
    proposal = answer;
    const filled = fill(proposal);
    title.textContent = filled.title;
    keeper.hidden = !filled.some;
    shown.replaceChildren(...filled.shown);
    notes.replaceChildren(...proposal.notes.map((note) => make("li", {}, note)));
  }

  async function keep() {
    const those = busy ? [] : steps(proposal);
    if (!those.length) return;
    busy = true;
    const saved = say(await wire.write(those), words.kept);
    busy = false;
    const was = proposal;
    if (saved) proposal = null;
    draw();
    if (saved) kept(was);
  }

  function draw() {
    proposed.hidden = !proposal;
    planner.disabled = busy;
    planner.textContent = busy ? "Working it out …" : proposal ? "Plan anew" : words.plan;
  }

  return { root, draw };
}
