// One shape and one small picture a family, as paths around the origin; the drawing, the filters and saved files share them.

const SHAPES = {
  person: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
  organisation: "M-.56-.92H.56A.36.36 0 0 1 .92-.56V.56A.36.36 0 0 1 .56.92H-.56A.36.36 0 0 1-.92.56V-.56A.36.36 0 0 1-.56-.92Z",
  group: "M-.42-1H.42L1-.42V.42L.42 1H-.42L-1 .42V-.42Z",
  place: "M0-1.06L.92-.53V.53L0 1.06L-.92.53V-.53Z",
  technology: "M-1.06 0L-.53-.92H.53L1.06 0L.53.92H-.53Z",
  product: "M0-1.06L1.03-.3L.64.93H-.64L-1.03-.3Z",
  work: "M-.78-1H.38L.78-.58V1H-.78Z",
  project: "M-1-.82H.42L1.14 0L.42.82H-1Z",
  event: "M0-1.14L1.14 0L0 1.14L-1.14 0Z",
  role: "M-.9-.86H.9V.1C.9.66.42.98 0 1.16C-.42.98-.9.66-.9.1Z",
  value: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
  thing: "M0-1.12L1.02.72H-1.02Z",
};

const PICTURES = {
  person: "M-.2-.26A.23.23 0 1 1 .26-.26A.23.23 0 1 1-.2-.26ZM-.42.5C-.42.1-.2 .06.03.06C.26.06.48.1.48.5Z",
  organisation: "M-.36.48V-.46H.14V-.14H.4V.48H.1V.24H-.06V.48ZM-.22-.3V-.16H-.08V-.3ZM-.22-.04V.1H-.08V-.04ZM.16 0V.12H.28V0Z",
  group: "M-.44-.2A.18.18 0 1 1-.08-.2A.18.18 0 1 1-.44-.2ZM.08-.2A.18.18 0 1 1 .44-.2A.18.18 0 1 1 .08-.2ZM-.6.42C-.6.1-.42.06-.26.06C-.1.06 0 .14 0 .3C0 .14.1.06.26.06C.42.06.6.1.6.42Z",
  place: "M0 .56C-.26.2-.36.04-.36-.16A.36.36 0 1 1 .36-.16C.36.04.26.2 0 .56ZM-.13-.16A.13.13 0 1 0 .13-.16A.13.13 0 1 0-.13-.16Z",
  technology: "M-.28-.28H.28V.28H-.28ZM-.12-.12V.12H.12V-.12ZM-.2-.46H-.1V-.34H-.2ZM.1-.46H.2V-.34H.1ZM-.2.34H-.1V.46H-.2ZM.1.34H.2V.46H.1ZM-.46-.2H-.34V-.1H-.46ZM-.46.1H-.34V.2H-.46ZM.34-.2H.46V-.1H.34ZM.34.1H.46V.2H.34Z",
  product: "M0-.46L.42-.24V.24L0 .46L-.42 .24V-.24ZM0-.3L-.2-.2L0-.1L.2-.2ZM-.28-.08V.16L-.07.27V.03ZM.28-.08L.07.03V.27L.28.16Z",
  work: "M-.42-.34H.36V-.2H-.42ZM-.42-.04H.42V.1H-.42ZM-.42.26H.42V.4H-.42ZM-.42.56H.14V.7H-.42Z",
  project: "M-.5-.46H-.38V.5H-.5ZM-.32-.44H.24L.08-.19L.24.06H-.32Z",
  event: "M-.36-.3H-.24V-.44H-.12V-.3H.12V-.44H.24V-.3H.36V.38H-.36ZM-.24-.06V.26H.24V-.06Z",
  role: "M0-.46L.14-.14L.48-.12L.22.1L.3.44L0 .26L-.3.44L-.22.1L-.48-.12L-.14-.14Z",
  value: "",
  thing: "M-.12-.12A.16.16 0 1 1 .2-.12A.16.16 0 1 1-.12-.12Z",
};

const FAMILY_WORDS = {
  person: "person", organisation: "organisation", group: "group", place: "place", technology: "technology",
  product: "product", work: "work", project: "project", event: "event", role: "role", value: "value", thing: "thing",
};

function symbol(family, className = "") {
  const drawing = svg("svg", { viewBox: "-1.3 -1.3 2.6 2.6", "aria-hidden": "true", class: className });
  drawing.append(svg("path", { d: SHAPES[family], fill: `var(--${family})` }));
  drawing.append(svg("path", { d: PICTURES[family], fill: "var(--surface)", "fill-rule": "evenodd" }));
  return drawing;
}

// In units of the line's thickness, as both the canvas and SVG take them.
const DASHES = { asserted: [], planned: [7, 5], reported: [1.6, 4.2], possible: [12, 5, 2, 5], denied: [3, 3] };

function lineSample(status) {
  const drawing = svg("svg", { viewBox: "0 0 30 10", "aria-hidden": "true" });
  const dash = DASHES[status].map((length) => length * (status === "reported" ? 1 : 0.8)).join(" ");
  drawing.append(svg("path", {
    d: "M1 5H29", fill: "none", stroke: `var(--${status})`, "stroke-width": 2.4,
    "stroke-dasharray": dash, "stroke-linecap": status === "reported" ? "round" : "butt",
  }));
  if (status === "denied") drawing.append(svg("path", { d: "M12 2L18 8M18 2L12 8", stroke: "var(--denied)", "stroke-width": 1.6, "stroke-linecap": "round" }));
  return drawing;
}
