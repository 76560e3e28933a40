// Makes elements. Text only ever becomes a text node: nothing an article says is read as markup.

const SVG = "http://www.w3.org/2000/svg";

function byId(id) { return document.getElementById(id); }

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProperty(element, name, value) {
  if (name === "onclick") element.addEventListener("click", value);
  else if (name === "className") element.className = value;
  else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

// A name among other words: its own direction of writing must not turn theirs.
function name(text) { return el("bdi", {}, text); }

function button(label, onclick, className = "") {
  return el("button", { type: "button", className, onclick }, label);
}

function iconButton(label, path, onclick) {
  const drawing = svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: path }));
  return el("button", { type: "button", className: "icon", title: label, "aria-label": label, onclick }, drawing);
}

// Only http and https become links; whatever else an article gives as its address stays text.
function link(address, text) {
  const safe = webAddress(address);
  if (!safe) return el("span", {}, text);
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, text);
}

function webAddress(address) {
  try {
    const parsed = new URL(address);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
  } catch {
    return null;
  }
}

function replaceContent(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

let toastTimer = 0;
function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.classList.remove("on"), 2600);
}
