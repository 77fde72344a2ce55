// "Possibly the same": posts the form as it is to the desk, a moment after the last change, and shows the answer.
// Without it the same is said once the form is saved.
"use strict";
{
  const panel = document.querySelector(".possibly-the-same");
  const form = panel && panel.closest("form");
  // What two records of a kind are compared by; a change of anything else asks nothing.
  const COMPARED = {
    meeting: /^(event|held_on|(principal|counterpart)(_new_(country|organization))?)$/,
    mou: /^(event|signed_on|title|signatures-\d+-(delegation|DELETE))$/,
    delegation: /^(event|country|organization|institution)$/,
    source: /^(url|title|publisher|published_on)$/,
    event: /^(name|place|country|held_on)$/,
    organization: /^(name|acronym)$/,
  };
  if (form) {
    const compared = COMPARED[panel.dataset.like.split("/").filter(Boolean).pop()];
    let waiting = 0;
    let asking = null;
    let said = "";

    const ask = async () => {
      const data = new FormData();
      for (const [name, value] of new FormData(form)) {
        if (compared.test(name) || name === "csrfmiddlewaretoken") data.append(name, value);
      }
      data.append("_pk", panel.dataset.pk);
      if (asking) asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(panel.dataset.like, {
          method: "POST",
          body: new URLSearchParams(data),
          signal: asking.signal,
          credentials: "same-origin",
          redirect: "error",
        });
        const html = answer.ok ? (await answer.text()).trim() : "";
        if (html === said) return;
        said = html;
        // Our own page, already escaped by its template.
        panel.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
        panel.hidden = !html;
      } catch {
        // Signed out, no network, or a later change asked again: the form is saved as it would be without this.
      }
    };

    const changed = (event) => {
      if (!event.target.name || !compared.test(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, 300);
    };
    form.addEventListener("input", changed);
    // The admin's own lists of choices speak through jQuery only.
    if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", changed);
    else form.addEventListener("change", changed);
    // A form that comes back with an error, or that an address has filled in, is compared at once.
    ask();
  }
}
