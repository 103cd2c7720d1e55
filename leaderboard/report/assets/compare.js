// Sets the models that somebody picks side by side; who is picked stands in the address.
(() => {
  "use strict";

  const box = document.querySelector("#pick");
  const offered = document.querySelector("#offered");
  const picked = document.querySelector("#picked");
  const place = document.querySelector("#picked-numbers");
  const said = document.querySelector("#picked-count");
  const data = globalThis.leaderboardNumbers;
  if (!box || !data) return;
  const MOST_OFFERED = 12;
  const MOST_MODELS = 6;
  const MOST_BOARDS = 60;
  const boards = data.boards.map(([name, variant, arrow, href]) => ({ name, variant, arrow, href }));
  const models = new Map(data.models.map(([file, name, cells]) => [file, {
    file, name, folded: folded(name),
    on: new Map(cells.map(([board, number, rank, anchor]) => [board, { number, rank, anchor }])),
  }]));
  let chosen = [];

  // "vitl16" finds "ViT-L/16": both lose what is neither a letter nor a digit.
  function folded(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  function element(tag, text, properties = {}) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(text);
    return made;
  }

  function head(text, scope) {
    const made = element("th", text);
    made.scope = scope;
    return made;
  }

  function offer() {
    const wanted = folded(box.value);
    const found = wanted ? [...models.values()].filter((one) => one.folded.includes(wanted) && !chosen.includes(one)) : [];
    found.sort((a, b) => b.folded.startsWith(wanted) - a.folded.startsWith(wanted) || b.on.size - a.on.size);
    offered.hidden = !found.length;
    offered.replaceChildren(...found.slice(0, MOST_OFFERED).map((one) => {
      const button = element("button", one.name, { type: "button" });
      button.addEventListener("click", () => add(one));
      return element("li", button);
    }));
    if (wanted) said.textContent = `${found.length} found`;
    else tell();
  }

  function add(one) {
    chosen = [...chosen, one].slice(-MOST_MODELS);
    box.value = "";
    offer();
    show();
    box.focus();
  }

  function drop(one) {
    chosen = chosen.filter((other) => other !== one);
    show();
    (picked.querySelector("button") ?? box).focus();
  }

  function rows() {
    const shared = boards.map((board, index) => ({ board, index, count: chosen.filter((one) => one.on.has(index)).length }));
    return shared.filter((row) => row.count).sort((a, b) => b.count - a.count || a.index - b.index);
  }

  function tell() {
    const all = rows();
    const shared = all.filter((row) => row.count > 1).length;
    said.textContent = chosen.length ? `${chosen.length} of at most ${MOST_MODELS} models, on ${all.length} boards, ${shared} shared` : "";
  }

  function table() {
    const made = document.createElement("table");
    made.className = "matrix";
    const names = chosen.map((one) => {
      const cell = head(element("a", element("bdi", one.name), { href: `models/${one.file}.html` }), "col");
      cell.className = "number";
      return cell;
    });
    const line = element("tr", head("Board", "col"));
    line.append(...names);
    made.createTHead().append(line);
    made.createTBody().append(...rows().slice(0, MOST_BOARDS).map(row));
    made.createCaption().append("The chosen models, each at its best; bold is the best of a row");
    made.caption.className = "unseen";
    return made;
  }

  function row({ board, index }) {
    const name = head(element("a", element("bdi", board.name), { href: board.href }), "row");
    name.append(` ${board.arrow} `, element("span", element("bdi", board.variant), { className: "soft" }));
    const line = element("tr", name);
    const ranks = chosen.map((one) => one.on.get(index)?.rank ?? Infinity);
    const best = Math.min(...ranks);
    chosen.forEach((one, at) => {
      const on = one.on.get(index);
      const link = on ? element("a", on.number, { href: `${board.href}#${on.anchor}` }) : "";
      const cell = element("td", on && ranks[at] === best ? element("b", link) : link);
      cell.className = "number";
      line.append(cell);
    });
    return line;
  }

  function show() {
    picked.replaceChildren(...chosen.map((one) => {
      const button = element("button", one.name, { type: "button" });
      button.setAttribute("aria-label", `Remove ${one.name}`);
      button.append(element("span", " ×", { ariaHidden: "true" }));
      button.addEventListener("click", () => drop(one));
      return element("li", button);
    }));
    place.hidden = !chosen.length;
    place.replaceChildren(...(chosen.length ? [table()] : []));
    const hash = chosen.length ? `#models=${chosen.map((one) => one.file).join(",")}` : "";
    if (hash || location.hash.startsWith("#models=")) history.replaceState(null, "", hash || location.pathname + location.search);
    tell();
  }

  function recall() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get("models");
    if (wanted === null) return;
    const found = wanted.split(",").map((file) => models.get(file)).filter(Boolean);
    chosen = [...new Set(found)].slice(0, MOST_MODELS);
    show();
  }

  box.addEventListener("input", offer);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") offered.querySelector("button")?.click();
  });
  addEventListener("hashchange", recall);
  recall();
})();
