// Draws the page's charts in the colours of the style sheet, again when they change.
(() => {
  "use strict";

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  if (!figures.length || !globalThis.vegaEmbed) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // The picture beside the page is drawn on white; here its colours give way to those of the reader's scheme.
  const SCHEME = { "#0072b2": "--own", "#d55e00": "--quoted", "#009e73": "--imported", "#5b6470": "--best", "#22262b": "--ink" };

  function coloured({ datasets, ...drawing }) {
    const text = JSON.stringify(drawing).replace(/"(#[0-9a-f]{6})"/g, (all, hex) => (
      SCHEME[hex] ? JSON.stringify(colour(SCHEME[hex])) : all
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

  function chart(figure) {
    const place = figure.querySelector(".chart");
    const spec = JSON.parse(figure.querySelector("script").textContent);
    let drawn = null;
    return async () => {
      drawn?.finalize();
      place.replaceChildren();
      drawn = await vegaEmbed(place, coloured(spec), {
        actions: false, ast: true, config: theme(), defaultStyle: false, renderer: "canvas",
        tooltip: { disableDefaultStyle: true },
      });
      // A point leads to its row: the address says which, and the page opens it.
      drawn.view.addEventListener("click", (event, item) => {
        if (item?.datum?.row) location.hash = item.datum.row;
      });
    };
  }

  const charts = figures.map(chart);
  const draw = () => charts.forEach((one) => one());
  dark.addEventListener("change", draw);
  draw();
})();
