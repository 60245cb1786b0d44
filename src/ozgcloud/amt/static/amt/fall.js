/* A case page that works without script gets quicker with it: search in the answers, and focus after a jump. */
(() => {
  "use strict";

  const CONTROLS = "textarea, input:not([type=hidden]), select, button, a[href]";

  /* A jump by link or key lands in the form it names, so that typing can begin at once. */
  const focusInside = (target) => {
    if (!target) return;
    const details = target.closest("details");
    if (details) details.open = true;
    const control = target.matches("form") ? target.querySelector("textarea") : target.querySelector(CONTROLS);
    if (control) control.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#'][data-ozg-key]");
    if (link) {
      event.preventDefault();
      focusInside(document.getElementById(link.hash.slice(1)));
      return;
    }
    const summary = event.target.closest("summary[data-ozg-key]");
    if (summary && !summary.parentElement.open) {
      requestAnimationFrame(() => focusInside(summary.nextElementSibling));
    }
  });

  /* Search within the answers: what does not fit is hidden, groups with hits open. */
  const search = document.querySelector("[data-ozg-baumsuche]");
  const tree = search && search.parentElement.querySelector(".ozg-tree");
  if (!tree) return;
  search.hidden = false;
  const field = search.querySelector("input");
  const status = search.querySelector("[data-ozg-treffer]");
  const items = [...tree.querySelectorAll(".kern-description-list-item")];

  const apply = () => {
    const wanted = field.value.trim().toLocaleLowerCase("de");
    const hits = items.filter((item) => {
      const fits = !wanted || item.textContent.toLocaleLowerCase("de").includes(wanted);
      item.hidden = !fits;
      return fits;
    });
    tree.querySelectorAll("details, .ozg-tree__group").forEach((group) => {
      const has = !wanted || group.querySelector(".kern-description-list-item:not([hidden])");
      group.hidden = !has;
      if (wanted && has && group.matches("details")) group.open = true;
    });
    status.textContent = wanted ? `${hits.length} von ${items.length} Angaben` : "";
  };
  field.addEventListener("input", apply);
})();
