// The desk of one article: keeps what is chosen, takes words that are selected in the text, and a few keys. Without it
// everything works by buttons.
"use strict";
{
  const WAIT_MS = 1500;
  const WAYS = { a: "accept", r: "refuse", c: "cite" };
  const form = document.getElementById("drafts");
  const said = form.querySelector(".kept");
  const version = form.elements.namedItem("_version");

  // --- Keeping ---------------------------------------------------------------------------------------------------

  let waiting = 0;
  let isBusy = false;
  let isOver = false; // somebody else has it now, or it is an old copy: only a person can say what becomes of it
  const keep = async () => {
    clearTimeout(waiting);
    if (isOver) return;
    if (isBusy) {
      waiting = setTimeout(keep, WAIT_MS);
      return;
    }
    isBusy = true;
    try {
      const data = new FormData(form);
      data.set("_quietly", "1");
      const answer = await fetch(location.pathname + location.search, { method: "POST", body: data });
      if (answer.status === 409) {
        isOver = true;
        said.textContent = (await answer.json()).reasons.join(" ");
      } else if (answer.ok) {
        version.value = (await answer.json()).version;
        said.textContent = said.dataset.kept;
      } else {
        said.textContent = said.dataset.lost;
      }
    } catch {
      said.textContent = said.dataset.lost;
    } finally {
      isBusy = false;
    }
  };
  const later = () => {
    said.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT_MS);
  };
  const OWN = new Set(["add_words", "add_party"]);
  const changed = (event) => {
    if (!OWN.has(event.target.name) && !event.target.name.startsWith("about-")) later();
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    isOver = true;
  });
  if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", "select", later);

  // --- Findings and their words ------------------------------------------------------------------------------------

  const show = (row, way) => {
    row.className = row.className.replace(/\bis-(accept|refuse|cite)\b/, `is-${way}`);
    for (const mark of document.querySelectorAll(`.mark[data-key="${row.id.slice(2)}"]`)) {
      mark.className = mark.className.replace(/\bis-(accept|refuse|cite)\b/, `is-${way}`);
    }
  };
  form.addEventListener("change", (event) => {
    const row = event.target.closest(".finding");
    if (row && event.target.type === "radio") show(row, event.target.value);
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest(".finding");
    for (const mark of document.querySelectorAll(".mark.is-here")) mark.classList.remove("is-here");
    if (!row) return;
    const marks = document.querySelectorAll(`.mark[data-key="${row.id.slice(2)}"]`);
    for (const mark of marks) mark.classList.add("is-here");
    const words = document.querySelector(".words");
    if (marks.length && words.scrollHeight > words.clientHeight) {
      words.scrollTop += marks[0].getBoundingClientRect().top - words.getBoundingClientRect().top - words.clientHeight / 3;
    }
  });
  // Only where a choice has the focus, so that nobody meets these keys while typing.
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest(".finding");
    if (!row || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    const wanted = row.querySelector(`input[type="radio"][value="${WAYS[event.key] || ""}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.checked = true;
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
    const rows = [...form.querySelectorAll(".finding")].filter((each) => each.offsetParent);
    const next = rows[rows.indexOf(row) + 1];
    if (next) next.querySelector("input:checked").focus();
  });

  // --- Words that are selected -------------------------------------------------------------------------------------

  const words = document.querySelector(".words");
  const taken = () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !words.contains(chosen.anchorNode) || !words.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    const piece = (range.startContainer.parentElement || range.startContainer).closest("[data-start]");
    form.elements.namedItem("add_words").value = chosen.toString().trim();
    form.elements.namedItem("add_start").value = piece ? Number(piece.dataset.start) + range.startOffset : "";
  };
  words.addEventListener("mouseup", taken);
  words.addEventListener("keyup", taken);
  words.addEventListener("touchend", taken);
}
