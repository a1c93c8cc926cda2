// A number that members say of themselves, and who has said one. Not an editor of its own.
//   column    the column of members, which may stay empty
//   label, hint, some, none, clear   words: of the field, above the list with and without lines, of the button
//   told      a number in words, as it is said when it was saved; `listed` as it stands in the list
function memberNumber({ wire, lists, say }, { heading, about = null, column, label, hint, some, none, clear, told, listed }) {
  let member = "";
  const described = { ...wire.column("members", column), label, hint };
  const number = fieldFor(described, lists, { onchange: save });
  const who = memberChooser(wire, lists, "Member", (chosen) => { member = chosen; draw(); });
  const list = make("ul", { class: "limits" });
  const over = make("p", { class: "counted" });
  const root = headedPart(heading, about && make("p", { class: "counted" }, about), who.root, labelled(described, number), over, list);
  const rowOf = (name) => wire.rows("members").find((row) => row.name === name);

  async function save() {
    const value = number.value.trim();
    const row = rowOf(member);
    if (!row) return;
    if (say(await wire.set("members", row.id, { [column]: value }), `${row.name}: ${told(value)}. Saved`)) number.dataset.shown = value;
    else number.setAttribute("aria-invalid", "true");
    draw();
  }

  async function free(row) {
    if (say(await wire.set("members", row.id, { [column]: "" }), `${row.name}: ${told("")}. Saved`)) number.focus();
  }

  function draw() {
    const row = rowOf(member);
    number.disabled = !row;
    if (number.dataset.of !== member) {
      number.dataset.of = member;
      number.value = number.dataset.shown = "";
      number.removeAttribute("aria-invalid");
    }
    if (!number.hasAttribute("aria-invalid")) show(number, row?.[column] ?? "");
    const here = new Set(membersOn(wire, wire.today));
    const said = wire.rows("members").filter((each) => here.has(each.name) && each[column] !== "")
      .sort((one, other) => one.name.localeCompare(other.name));
    over.textContent = said.length ? some : none;
    list.replaceChildren(...said.map((each) => make("li", {}, make("span", {}, `${each.name}: ${listed(each[column])}`),
      button(clear, () => free(each), { "aria-label": `${clear} for ${each.name}` }))));
  }

  return { root, draw };
}
