// A page of the workshop: the community can be changed, the findings looked at again, and each editor
// begins as soon as it has arrived.
import { startPage } from "/copkit/editors.js";

const chooser = document.querySelector("#community");
chooser.addEventListener("change", () => {
  const there = new URL(location.href);
  there.searchParams.set("community", chooser.value);
  location.assign(there);
});
document.querySelector("#again")?.addEventListener("click", () => location.reload());

// Where a sentence of the place on a page says which workbook it is from, it leads there.
const lead = () => {
  for (const said of document.querySelectorAll("span.behind[data-workbook]")) {
    const way = document.createElement("a");
    way.className = "behind";
    way.href = `/workbook/${said.dataset.workbook}?community=#${said.dataset.anchor}`;
    way.textContent = said.textContent;
    said.replaceWith(way);
  }
};

startPage();
const watch = new MutationObserver(startPage);
watch.observe(document.body, { childList: true, subtree: true });
const finish = () => {
  watch.disconnect();
  startPage();
  lead();
  document.querySelector("#content").removeAttribute("aria-busy");
};
if (document.readyState === "complete") finish();
else addEventListener("load", finish);
