"use strict";
vegaEmbed("#drawing", JSON.parse(document.querySelector("#spec").textContent), {
  actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true },
});
