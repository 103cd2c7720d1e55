// Draws the page's chart in the colours of the style sheet, again when they change.
(() => {
  "use strict";

  const data = document.querySelector("#chart-spec");
  const place = document.querySelector("#chart");
  if (!data || !place || !globalThis.vegaEmbed) return;
  const { datasets, ...drawing } = JSON.parse(data.textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let drawn = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // The picture beside the page is drawn on white; here its colours give way to those of the reader's scheme.
  function coloured() {
    const scheme = {
      "#0072b2": "--own", "#d55e00": "--quoted", "#009e73": "--imported", "#5b6470": "--best", "#22262b": "--ink",
    };
    const text = JSON.stringify(drawing).replace(/"(#[0-9a-f]{6})"/g, (all, hex) => (
      scheme[hex] ? JSON.stringify(colour(scheme[hex])) : all
    ));
    return { ...JSON.parse(text), datasets };
  }

  function theme() {
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
    };
  }

  async function draw() {
    drawn?.finalize();
    place.replaceChildren();
    drawn = await vegaEmbed(place, coloured(), {
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
