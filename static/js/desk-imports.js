/* How far an import is: asks again every other second, and opens what comes next once the work is over. */
"use strict";

const EVERY_MS = 2000;

async function ask(work) {
  const response = await fetch(work.dataset.again, { headers: { Accept: "text/html" } });
  if (!response.ok) {
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = page.getElementById("work");
  if (!now || !page.querySelector('script[src*="desk-imports"]')) {
    window.location.reload();
    return;
  }
  work.replaceChildren(...now.childNodes);
}

const work = document.getElementById("work");
if (work) {
  setInterval(() => ask(work).catch(() => {}), EVERY_MS);
}
