// Keeps in this browser what an editor types, form by form, and offers it back after a crash, an ended session or a 503.
// Only forms that their page can give back as they were typed (core.keeping). Without it the server still keeps a form
// that was sent. Passwords and the tokens against forged requests are never kept.
"use strict";
{
  const words = document.currentScript.dataset;
  const PREFIX = `entente:kept:${words.person}:`;
  const LIFE = 14 * 24 * 3600 * 1000; // milliseconds
  const APART = new Set(["csrfmiddlewaretoken", "_person", "_form", "_restore"]);
  const TECHNICAL = /^_(?!why$)/; // versions, tokens and choices: kept, and not what somebody typed
  const OFFERED = 3;

  // Storage can be full, or forbidden: then nothing is kept here.
  const store = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        return;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        return;
      }
    },
    keys() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
  };

  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  // The register names in a cookie what it has saved.
  const forgetSaved = () => {
    for (const cookie of document.cookie.split("; ")) {
      const [name] = cookie.split("=");
      if (!name.startsWith("saved-")) continue;
      store.remove(PREFIX + name.slice(6));
      document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
    }
    for (const key of store.keys()) {
      const kept = store.read(key);
      if (!kept || Date.now() - kept.at > LIFE) store.remove(key);
    }
  };

  const entriesOf = (form) => {
    const secret = new Set([...form.elements].filter((field) => field.type === "password").map((field) => field.name));
    return [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !APART.has(name) && !secret.has(name),
    );
  };
  const typedIn = (entries) => JSON.stringify(entries.filter(([name]) => !TECHNICAL.test(name)));

  const watch = (form, name) => {
    let field = form.elements.namedItem("_form");
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "_form";
      field.value = newId();
      form.append(field);
    }
    const key = PREFIX + field.value;
    let waiting = 0;
    let changed = false;
    const keep = () => {
      clearTimeout(waiting);
      if (!changed) return;
      store.write(key, { path: location.pathname, name, to: form.action, at: Date.now(), entries: entriesOf(form) });
    };
    const typed = (event) => {
      if (event.target.form && event.target.form !== form) return;
      changed = true;
      clearTimeout(waiting);
      waiting = setTimeout(keep, 400);
    };
    // Fields may stand outside of their form.
    document.addEventListener("input", (event) => event.target.form === form && typed(event));
    // The admin's own lists of choices speak through jQuery only.
    if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", keep);
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", () => document.hidden && keep());
    // Held as long as the page is there: another tab does not offer what this one is at.
    if (navigator.locks) navigator.locks.request(key, () => new Promise(() => {}));
    return field.value;
  };

  const restore = (form, key, kept) => {
    const back = document.createElement("form");
    back.method = "post";
    back.action = kept.to;
    back.hidden = true;
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    const known = [["csrfmiddlewaretoken", token], ["_restore", "1"], ["_form", key.slice(PREFIX.length)]];
    for (const [name, value] of [...kept.entries, ...known]) {
      const field = document.createElement("textarea"); // keeps the lines of a text
      field.name = name;
      field.value = value;
      back.append(field);
    }
    document.body.append(back);
    back.submit();
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const offer = (form, key, kept) => {
    const notice = document.createElement("section");
    notice.className = "kept-text standing-note";
    notice.setAttribute("role", "status");
    const text = document.createElement("p");
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    text.textContent = `${words.kept} ${when.format(kept.at)}`;
    notice.append(
      text,
      button(words.restore, () => restore(form, key, kept)),
      button(words.discard, () => {
        store.remove(key);
        notice.remove();
        const first = [...form.elements].find((field) => field.type !== "hidden" && field.offsetParent);
        if (first) first.focus();
      }),
    );
    form.before(notice);
  };

  const offerAll = async (forms, here) => {
    const locks = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
    const offered = store
      .keys()
      .map((key) => [key, store.read(key)])
      .filter(([key, kept]) => kept && kept.path === location.pathname && !here.has(key) && !locks.includes(key))
      .sort(([, one], [, other]) => other.at - one.at);
    for (const [key, kept] of offered.slice(0, OFFERED)) {
      const form = forms.get(kept.name);
      if (!form) continue;
      if (typedIn(kept.entries) === typedIn(entriesOf(form))) store.remove(key);
      else offer(form, key, kept);
    }
  };

  forgetSaved();
  const signOut = document.getElementById("logout-form");
  if (signOut) signOut.addEventListener("submit", () => store.keys().forEach(store.remove));
  const forms = new Map();
  const here = new Set();
  document.querySelectorAll('form[method="post"]').forEach((form, number) => {
    if (!form.elements.namedItem("_person")) return;
    const name = form.id || `form ${number}`;
    forms.set(name, form);
    here.add(PREFIX + watch(form, name));
  });
  if (forms.size) offerAll(forms, here);
}
