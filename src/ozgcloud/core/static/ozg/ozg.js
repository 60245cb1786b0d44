/* Small improvements on pages that all work without script:
   focus on the error summary, keyboard lists (j, k, Enter, ?), the automatic "Auswahl übernehmen". */
(() => {
  "use strict";

  const focusErrors = (root) => {
    const summary = root.querySelector("[data-ozg-focus]");
    if (summary) summary.focus();
  };

  /* A link of the error summary must land in the control itself; groups have no focus of their own. */
  const jumpToControl = (event) => {
    const link = event.target.closest(".ozg-error-summary a[href^='#']");
    if (!link) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const control = target.matches("input, select, textarea, button")
      ? target
      : target.querySelector("input:not([type=hidden]), select, textarea, button, a[href]");
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  };

  const REST_MS = 300;

  const isTyping = (element) =>
    element.isContentEditable || element.matches("input, textarea, select, dialog *, [role=textbox]");

  const items = () => [...document.querySelectorAll("[data-ozg-list] [data-ozg-item]")];

  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const now = all.findIndex((item) => item.classList.contains("is-active"));
    const next = now < 0 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1);
    all.forEach((item, index) => item.classList.toggle("is-active", index === next));
    const link = all[next].querySelector("[data-ozg-open]");
    if (link) link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
    followPreview();
  };

  /* A preview that is open goes along, once one rests: looking at a case is logged, passing by is not looking. */
  let resting = 0;
  const followPreview = () => {
    clearTimeout(resting);
    const link = document.querySelector("[data-ozg-item].is-active [data-ozg-preview]");
    const pane = link && document.querySelector(link.getAttribute("hx-target"));
    if (pane && pane.childElementCount) resting = setTimeout(() => link.click(), REST_MS);
  };

  const openActive = () => {
    const link = document.querySelector("[data-ozg-item].is-active [data-ozg-open]");
    if (link && document.activeElement === document.body) link.click();
  };

  const showHelp = () => {
    const dialog = document.getElementById("ozg-shortcuts");
    if (dialog && !dialog.open) dialog.showModal();
  };

  /* In a list with tick boxes and previews: x ticks the entry, v shows it beside the list. */
  const onActive = (selector) => {
    const target = document.querySelector(`[data-ozg-item].is-active ${selector}`);
    if (target) target.click();
    return Boolean(target);
  };

  /* Further keys: any link or button with data-ozg-key="n" is pressed by that key. */
  const pressKey = (key) => {
    const target = document.querySelector(`[data-ozg-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
    return true;
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter") return openActive();
    else if (event.key === "?") showHelp();
    else if (event.key === "x" && onActive("input[type=checkbox]")) event.preventDefault();
    else if (event.key === "v" && onActive("[data-ozg-preview]")) event.preventDefault();
    else if (event.key.length !== 1 || !pressKey(event.key)) return;
    event.preventDefault();
  };

  document.addEventListener("click", jumpToControl);
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));
  focusErrors(document);
})();
