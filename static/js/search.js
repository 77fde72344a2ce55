// A search box that offers names while one types: a combobox with a list of links. Without this file it is a plain form.
(() => {
  const announcer = document.getElementById("announcer");

  const offering = (input) => {
    const list = document.getElementById(input.dataset.offers);
    let chosen = -1;

    const options = () => Array.from(list.querySelectorAll('[role="option"]'));

    const choose = (number) => {
      const all = options();
      chosen = all.length ? (number + all.length) % all.length : -1;
      all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
      if (chosen < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", all[chosen].id);
        all[chosen].scrollIntoView({ block: "nearest" });
      }
    };

    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    // A combobox is a line of text; a box of the type "search" may be none.
    input.type = "text";
    input.autocomplete = "off";
    input.enterKeyHint = "search";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    list.addEventListener("htmx:afterSwap", () => {
      const all = options();
      if (!all.length || document.activeElement !== input) return close();
      all.forEach((option, at) => { option.id = `${list.id}-${at}`; });
      list.hidden = false;
      chosen = -1;
      input.setAttribute("aria-expanded", "true");
      input.removeAttribute("aria-activedescendant");
      announcer.textContent = list.firstElementChild.dataset.said;
    });

    input.addEventListener("keydown", (event) => {
      const isOpen = !list.hidden;
      if (event.isComposing) return;
      if (event.key === "ArrowDown" && isOpen) choose(chosen + 1);
      else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Escape" && isOpen) close();
      else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
      else {
        if (event.key === "Enter" || event.key === "Tab") close();
        return;
      }
      event.preventDefault();
    });

    // Pressing an option must not take the focus away before it is followed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
    // An answer that comes after the form was sent or the text was emptied opens nothing.
    input.addEventListener("htmx:responseError", close);
    input.addEventListener("htmx:sendError", close);
  };

  document.querySelectorAll("input[data-offers]").forEach(offering);
})();
