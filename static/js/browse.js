// Small helps for the lists; every page works without this file.

// Pressing Enter or ticking a box asks for the list anew; the address is kept short by leaving out blank fields.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.parameters;
  for (const name of new Set(parameters.keys ? parameters.keys() : Object.keys(parameters))) {
    const values = event.detail.formData.getAll(name).filter((value) => value !== "");
    event.detail.formData.delete(name);
    values.forEach((value) => event.detail.formData.append(name, value));
  }
});

// Without htmx's own request (Apply button, Enter before it is loaded) blank fields are left out too.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[method=get]")) {
    for (const field of event.target.elements) {
      if (field.name && field.value === "") {
        field.disabled = true;
        setTimeout(() => { field.disabled = false; });
      }
    }
  }
});

// The header is not replaced with the list: its links to the other languages follow the address.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll("#languages a[hreflang]")) {
    link.search = location.search;
  }
});

// What the reader has unfolded stays unfolded, and scrolled, when the list is replaced; the keyboard stays where it was.
let folds = new Map();
let scrolled = 0;
let focused = "";
const foldsOf = () => document.querySelectorAll("#meeting-browser details[id]");
const isList = (event) => event.target.id === "meeting-browser";
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isList(event)) return;
  folds = new Map(Array.from(foldsOf(), (fold) => [fold.id, fold.open]));
  scrolled = document.getElementById("panel-body")?.scrollTop || 0;
  focused = document.activeElement?.id || "";
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!isList(event)) return;
  for (const fold of foldsOf()) {
    if (folds.has(fold.id)) fold.open = folds.get(fold.id);
  }
  const body = document.getElementById("panel-body");
  if (body) body.scrollTop = scrolled;
  // htmx has tried before the folds were open.
  document.getElementById(focused)?.focus({ preventScroll: true });
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (!isList(event)) return;
  const sentence = document.getElementById("results-sentence");
  // What was removed (a chip) or has no id leaves the focus to the results.
  if (!document.activeElement || document.activeElement === document.body) {
    sentence?.focus({ preventScroll: true });
  }
  document.getElementById("announcer").textContent = sentence?.textContent.trim() || "";
});

// Escape closes the menu or the sheet of filters, and the focus returns to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const open = Array.from(document.querySelectorAll("details[data-closes][open]"));
  const fold = open.find((item) => item.querySelector("summary").getClientRects().length);
  if (fold) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
});
