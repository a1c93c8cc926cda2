// The invitation to an event: a calendar file to attach to an e-mail, and words to paste into it.

EDITORS.invitation = async function invitation(root, wire) {
  await wire.open(["events"]);
  const { body, status, workedOut } = frame(root, wire, "Invitation to an event");
  body.classList.add("invitation");

  const choice = eventChoice(wire, {
    offered: () => {
      const coming = newestFirst(wire.rows("events").filter((row) => row.date >= wire.today || row.repeats)).reverse();
      const held = newestFirst(wire.rows("events").filter((row) => row.date < wire.today && !row.repeats));
      return [["To come", coming], ["Held", held]];
    },
    usual: (rows) => rows.find((row) => row.date >= wire.today) || rows[0],
    onchoose: () => draw(),
  });
  const none = make("p", { hidden: true }, "Put the event into the calendar first; then people can be invited to it.");
  const says = make("p", { class: "says" });
  const saver = button("Save the calendar file", save, { class: "add" });
  const words = make("textarea", { id: uniqueId("words"), rows: 9, readonly: true });
  const copier = button("Copy the words", () => copyWords(words, status, "The words are"));
  const parts = make("div", {}, says, make("div", { class: "tools" }, saver),
    make("p", {}, "Attach the file to an e-mail. Outlook, Google and Apple ask the reader whether to take the event into their calendar. " +
      "Send it anew when the time or the place changes, or when the event is called off: the calendar then changes with it."),
    make("div", { class: "words" }, make("label", { for: words.id }, "Words for the e-mail"), words, copier));
  body.append(choice.line, none, parts);

  async function save() {
    const answer = await workedOut({ do: "invitation", event: choice.row().name }, 15_000);
    if (!answer) return;
    const address = URL.createObjectURL(new Blob([answer.text], { type: "text/calendar" }));
    make("a", { href: address, download: answer.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    status.textContent = `${answer.file} is in your downloads. Attach it to an e-mail.`;
  }

  function timeOf({ starts, minutes }) {
    if (!starts) return "";
    return minutes ? `${starts} to ${minutesAfter(starts, Number(minutes))}` : `at ${starts}`;
  }

  function wordsFor(event) {
    const when = [dayInWords(event.date), timeOf(event)].filter(Boolean).join(", ");
    if (event.cancelled === "yes")
      return `${event.name} is called off.\n\nIt was planned for ${when}. The attached file takes it out of your calendar.`;
    const lines = [`You are invited: ${event.name}`, "", `When: ${when}`];
    if (event.repeats) lines.push(`It comes again: ${event.repeats}`);
    if (event.venue) lines.push(`Where: ${event.venue}`);
    if (event.purpose) lines.push(`What for: ${event.purpose}`);
    return [...lines, "", "The attached file puts it into your calendar. Please answer, so that we can plan for you."].join("\n");
  }

  function draw() {
    choice.draw();
    const event = choice.row();
    none.hidden = Boolean(event);
    for (const part of [choice.line, parts]) part.hidden = !event;
    if (!event) return;
    const off = event.cancelled === "yes";
    says.textContent = [dayInWords(event.date), timeOf(event), event.venue, event.repeats && `comes again ${event.repeats}`,
      off && "called off: the file takes it back"].filter(Boolean).join(" · ");
    saver.textContent = off ? "Save the file that takes it back" : "Save the calendar file";
    if (words.value !== wordsFor(event)) words.value = wordsFor(event);
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === "events") draw(); });
  draw();
};
