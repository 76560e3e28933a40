// The drawing takes its colours from the style sheet, so that light and dark are said once.

let palette = {};

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const named = (variable) => style.getPropertyValue(`--${variable}`).trim();
  palette = { font: getComputedStyle(document.body).fontFamily };
  for (const family of Object.keys(SHAPES)) palette[family] = named(family);
  for (const variable of [...STATUSES, "stage", "surface", "text", "muted", "rule", "accent", "raised"]) palette[variable] = named(variable);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  readPalette();
}

function startTheme() {
  const wish = window.matchMedia("(prefers-color-scheme: dark)");
  setTheme(wish.matches ? "dark" : "light");
  wish.addEventListener("change", () => { setTheme(wish.matches ? "dark" : "light"); restyleAll(); });
}

function turnTheme() {
  setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  restyleAll();
}

// A colour between two "#rrggbb" colours: lines that stand back take on the colour of the ground.
function blended(from, to, share) {
  const parts = [1, 3, 5].map((place) => {
    const first = parseInt(from.slice(place, place + 2), 16);
    const second = parseInt(to.slice(place, place + 2), 16);
    return Math.round(first + (second - first) * share).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
