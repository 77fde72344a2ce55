// A comment is posted, or settled, without leaving the form of the record, in which something may be typed already.
// Without it the forms of the comments are posted as any other.
"use strict";
for (const form of document.querySelectorAll("#comment-form, #settle-form")) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const thread = document.querySelector("details.comments");
    if (!button || !thread) return;
    event.preventDefault();
    button.disabled = true;
    const data = new FormData(form);
    if (button.name) data.set(button.name, button.value);
    try {
      const answer = await fetch(button.getAttribute("formaction") || form.action, {
        method: "POST",
        body: new URLSearchParams(data),
        credentials: "same-origin",
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const refused = page.querySelector("#content-main.comments .errorlist");
      if (answer.ok && refused) {
        thread.querySelector(".refused").textContent = refused.textContent.trim();
        button.disabled = false;
        return;
      }
      const said = answer.ok && page.querySelector("details.comments");
      if (!said) throw new Error("not kept");
      // Our own page, already escaped by its template.
      said.open = true;
      thread.replaceWith(document.adoptNode(said));
      said.querySelector("summary").focus();
    } catch {
      // Signed out, no network: the page that answers says so.
      button.disabled = false;
      if (button.name) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: button.name, value: button.value });
        form.append(field);
      }
      if (button.hasAttribute("formaction")) form.action = button.getAttribute("formaction");
      form.submit();
    }
  });
}
