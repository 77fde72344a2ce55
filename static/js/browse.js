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

// What the reader has unfolded stays unfolded when the list is replaced.
let unfolded = new Set();
document.addEventListener("htmx:beforeSwap", () => {
  unfolded = new Set(Array.from(document.querySelectorAll("#meeting-browser details[open][id]"), (item) => item.id));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) {
    document.getElementById(id)?.setAttribute("open", "");
  }
});
