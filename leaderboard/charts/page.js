"use strict";
vegaEmbed("#chart", JSON.parse(document.querySelector("#spec").textContent), {
  actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true },
});
