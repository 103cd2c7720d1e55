// Draws the page's chart in the colours of the style sheet, again when they change.
(() => {
  "use strict";

  const data = document.querySelector("#chart-spec");
  const place = document.querySelector("#chart");
  if (!data || !place || !globalThis.vegaEmbed) return;
  const spec = JSON.parse(data.textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let drawn = null;

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const font = getComputedStyle(document.body).fontFamily;
    return {
      background: null,
      font,
      view: { stroke: null },
      axis: {
        labelColor: colour("--muted"), titleColor: colour("--muted"), gridColor: colour("--line"),
        domainColor: colour("--line"), tickColor: colour("--line"), labelFontSize: 12, titleFontSize: 12,
        titleFontWeight: "normal",
      },
      legend: { labelColor: colour("--ink"), titleColor: colour("--muted"), labelFontSize: 12 },
      text: { color: colour("--ink") },
      range: { category: [colour("--own"), colour("--quoted")] },
      style: {
        best: { stroke: colour("--best") }, name: { fill: colour("--ink") }, number: { fill: colour("--ink") },
      },
    };
  }

  async function draw() {
    drawn?.finalize();
    place.replaceChildren();
    drawn = await vegaEmbed(place, spec, {
      actions: false, ast: true, config: theme(), defaultStyle: false, renderer: "canvas",
      tooltip: { disableDefaultStyle: true },
    });
    drawn.view.addEventListener("click", (event, item) => {
      const row = item?.datum?.row;
      if (row) document.dispatchEvent(new CustomEvent("leaderboard:row", { detail: row }));
    });
  }

  dark.addEventListener("change", draw);
  draw();
})();
