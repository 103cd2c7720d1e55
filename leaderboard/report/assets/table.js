// Filters, sorts and opens the rows of the page's main table; what is chosen stands in the address.
(() => {
  "use strict";

  const table = document.querySelector("table[data-live]");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const controls = [...document.querySelectorAll("[data-filter]")];
  const buttons = [...table.querySelectorAll("th button[data-sort]")];
  const count = document.querySelector("[data-count]");
  const whole = document.querySelector("[data-whole]");
  const noun = table.dataset.live;
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const sorted = { by: null, down: false };
  let moved = false;  // whether the rows stand in another order than they came

  const control = (name) => controls.find((one) => one.dataset.filter === name);
  const chosen = (one) => (one.type === "checkbox" ? (one.checked ? "1" : "") : one.value);

  function fits(row, wanted) {
    return wanted.every(([name, value]) => {
      if (name === "q") return value.toLowerCase().split(/\s+/).every((word) => words.get(row).includes(word));
      if (name === "all") return true;
      return row.dataset[name].split("\n").includes(value);
    });
  }

  function filter() {
    const wanted = controls.map((one) => [one.dataset.filter, chosen(one)]).filter(([, value]) => value);
    const all = !control("all") || control("all").checked;
    let shown = 0;
    for (const row of rows) {
      const show = (all || row.dataset.best === "1") && fits(row, wanted);
      row.hidden = !show;
      shown += show;
      const rank = row.querySelector("[data-rank-all]");
      if (rank) rank.textContent = all ? rank.dataset.rankAll : rank.dataset.rankBest;
    }
    const most = rows.filter((row) => all || row.dataset.best === "1").length;
    if (count) count.textContent = shown === most ? `${most} ${noun}` : `${shown} of ${most} ${noun}`;
    if (whole) whole.hidden = !table.classList.contains("brief") || shown <= 200;
    const none = document.querySelector("[data-none]");
    if (none) none.hidden = shown > 0;
  }

  function keyOf(row, place, numeric) {
    const cell = row.cells[place];
    const text = cell.dataset.value ?? cell.textContent.trim();
    return numeric ? (text === "" ? null : Number(text)) : text.toLowerCase();
  }

  function sort(by, down) {
    sorted.by = by;
    sorted.down = down;
    for (const button of buttons) {
      const head = button.closest("th");
      if (button.dataset.sort === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    let order = rows;
    const button = buttons.find((one) => one.dataset.sort === by);
    if (button) {
      const place = button.closest("th").cellIndex;
      const numeric = button.dataset.kind === "number";
      const keyed = rows.map((row, index) => ({ row, index, key: keyOf(row, place, numeric) }));
      const missing = (key) => key === null || key === "";
      keyed.sort((a, b) => {
        if (missing(a.key) || missing(b.key)) return missing(a.key) - missing(b.key) || a.index - b.index;
        const sign = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
        return (down ? -sign : sign) || a.index - b.index;
      });
      order = keyed.map((one) => one.row);
    }
    if (order !== rows || moved) body.append(...order);
    moved = order !== rows;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const one of controls) if (chosen(one)) state.set(one.dataset.filter, chosen(one));
    if (sorted.by) state.set("sort", (sorted.down ? "-" : "") + sorted.by);
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    hand(hash);
  }

  // The other splits, settings and metrics of a benchmark are pages of their own: what was chosen goes along.
  function hand(hash) {
    for (const link of document.querySelectorAll("[data-keep-filters] a")) link.hash = hash;
  }

  function open(id) {
    const row = document.getElementById(id);
    if (!row || !rows.includes(row)) return;
    for (const one of controls) if (one.type !== "checkbox") one.value = "";
    if (control("all") && row.dataset.best !== "1") control("all").checked = true;
    filter();
    for (const one of rows) one.classList.toggle("asked", one === row);
    const details = row.querySelector("details");
    if (details) details.open = true;
    row.scrollIntoView({ block: "center" });
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) {
      filter();
      return open(hash);  // anchors are made of letters, digits and hyphens
    }
    const state = new URLSearchParams(hash);
    for (const one of controls) {
      const value = state.get(one.dataset.filter) ?? "";
      if (one.type === "checkbox") one.checked = value === "1";
      else one.value = value;
      if (one.tagName === "SELECT" && one.selectedIndex < 0) one.value = "";
    }
    const by = state.get("sort") ?? "";
    sort(by.replace(/^-/, "") || null, by.startsWith("-"));
    filter();
    hand(state.toString());
  }

  for (const one of controls) {
    one.addEventListener("input", () => {
      filter();
      remember();
    });
  }
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const first = button.dataset.first === "down";
      sort(button.dataset.sort, sorted.by === button.dataset.sort ? !sorted.down : first);
      remember();
    });
  }
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      sort(null, false);
      filter();
      remember();
    }));
  }
  whole?.addEventListener("click", () => {
    table.classList.remove("brief");
    whole.hidden = true;
  });
  addEventListener("hashchange", recall);
  recall();
})();
