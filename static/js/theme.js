// Light, dark, or as the system has it. Without this file the form in the header does the same by asking the server.
(() => {
  const root = document.documentElement;
  const known = ["auto", "light", "dark"];

  const show = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("#theme button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  };

  // For the server, so that the next page comes in the right theme at once.
  const tell = (theme) => {
    const age = theme === "auto" ? 0 : 31536000;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=${age}; SameSite=Lax${secure}`;
  };

  const told = () => (/(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie) || [])[1] || "auto";

  // The admin has a switch of its own, that writes the same word to the same place.
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* The cookie is enough. */ } };

  const change = (theme) => { show(theme); tell(theme); };

  // What is kept wins: it may have been changed in the admin, or in a page that came from a cache.
  const start = kept();
  if (known.includes(start)) {
    show(start);
    if (start !== told()) tell(start);
  } else {
    keep(told());
  }

  document.addEventListener("submit", (event) => {
    if (event.target.id === "theme" && known.includes(event.submitter?.value)) {
      event.preventDefault();
      keep(event.submitter.value);
      change(event.submitter.value);
    }
  });
  // Another tab chose.
  addEventListener("storage", (event) => {
    if (event.key === "theme" && known.includes(event.newValue)) change(event.newValue);
  });
})();
