// Finds an editor by its name and starts it: for a widget in a notebook, or for a place on a page.

if (recall("copkit:large")) setLarge(true);

async function startEditor(root, wire, settings) {
  const editor = EDITORS[settings.editor];
  try {
    await editor(root, wire, settings);
    root.dataset.ready = "yes";
  } catch (error) {
    console.error(error);
    root.append(make("p", { role: "alert" }, "This editor could not be shown. Load the page again; nothing that was saved is lost."));
  }
}

function render({ model, el }) {
  const wire = kernelWire(model);
  startEditor(el, wire, model.get("settings"));
  return () => wire.stop();
}

function startPage() {
  for (const root of document.querySelectorAll("[data-editor]:not([data-begun])")) {
    root.dataset.begun = "yes";
    const settings = JSON.parse(root.dataset.editor);
    startEditor(root, serverWire(document.body.dataset.place, document.body.dataset.community), settings);
  }
}

export default { render };
export { startPage };
