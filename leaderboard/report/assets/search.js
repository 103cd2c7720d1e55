// Searches the names of boards, models and papers; the list of names is loaded on the first key.
(() => {
  "use strict";

  const box = document.querySelector("#search");
  const list = document.querySelector("#found");
  const said = document.querySelector("#found-count");
  if (!box) return;
  const MOST = 24;
  let names = null;

  // "cifar10" finds "CIFAR-10": both lose what is neither a letter nor a digit.
  const folded = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  function load() {
    if (names) return;
    names = [];
    const script = document.createElement("script");
    script.src = "assets/names.js";
    script.addEventListener("load", () => {
      names = globalThis.leaderboardNames.map(([kind, name, more, href]) => (
        { kind, name, more, href, plain: `${name} ${more}`.toLowerCase(), folded: folded(name + more) }
      ));
      show();
    });
    document.head.append(script);
  }

  function score(one, words, whole) {
    if (!words.every((word) => one.plain.includes(word)) && !(whole && one.folded.includes(whole))) return -1;
    const name = one.name.toLowerCase();
    return (name === words.join(" ") ? 4 : name.startsWith(words[0]) ? 2 : 1) + (one.kind === "board" ? 0.5 : 0);
  }

  function show() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren();
    list.hidden = words.length === 0;
    said.textContent = "";
    if (!words.length || !names.length) return;
    const whole = folded(box.value);
    const hits = names
      .map((one, index) => ({ one, index, score: score(one, words, whole) }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score || a.index - b.index);
    for (const { one } of hits.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const kind = document.createElement("span");
      const more = document.createElement("span");
      link.href = one.href;
      link.textContent = one.name;
      kind.className = "kind";
      kind.textContent = one.kind;
      more.className = "more";
      more.textContent = one.more;
      item.append(kind, link, more);
      list.append(item);
    }
    said.textContent = hits.length > MOST ? `${hits.length} found, the first ${MOST} shown` : `${hits.length} found`;
  }

  box.addEventListener("focus", load);
  box.addEventListener("input", () => {
    load();
    show();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      list.querySelector("a")?.focus();
      event.preventDefault();
    }
  });
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") box.focus();
    if (!step || here < 0) return;
    (links[here + step] ?? box).focus();
    event.preventDefault();
  });
})();
