// What you see as a file: picture, triples, network, table, layout.

const FORMATS = [
  ["PNG", "the picture as you see it", "png", savePng],
  ["SVG", "the picture, to be scaled and edited", "svg", () => saveText(svgFile(), "svg", "image/svg+xml")],
  null,
  ["Turtle", "visible facts as RDF", "ttl", () => saveText(turtleFile(), "ttl", "text/turtle")],
  ["GEXF", "visible facts for Gephi", "gexf", () => saveText(gexfFile(), "gexf", "application/xml")],
  ["CSV", "visible facts for a spreadsheet", "csv", () => saveText(`\ufeff${csvFile()}`, "csv", "text/csv")],
  ["SPARQL", "copy the query of what is visible", "rq", copySparql],
  null,
  ["Save layout", "where you moved things to", "layout", () => saveText(layoutFile(), "layout.json", "application/json")],
  ["Load layout", "from a file saved here before", "load", () => byId("layout-file").click()],
];

function startSaving() {
  const entries = FORMATS.map((format) => format === null ? el("hr") : el("button", { type: "button", role: "menuitem", "data-save": format[2], onclick: () => { closeMenus(); format[3](); } }, format[0], el("small", {}, format[1])));
  byId("save-menu").append(...entries);
  byId("save").addEventListener("click", () => setMenu(byId("save-menu").hidden));
  byId("save-menu").addEventListener("keydown", menuKey);
  byId("layout-file").addEventListener("change", loadLayout);
}

function setMenu(open) {
  byId("save-menu").hidden = !open;
  byId("save").setAttribute("aria-expanded", String(open));
  if (open) byId("save-menu").firstElementChild.focus();
}

function closeMenus() { setMenu(false); }

function menuKey(event) {
  const entries = [...byId("save-menu").querySelectorAll("[role=menuitem]")];
  const step = { ArrowDown: 1, ArrowUp: entries.length - 1 }[event.key];
  if (event.key === "Escape") { closeMenus(); byId("save").focus(); event.stopPropagation(); }
  if (step === undefined) return;
  event.preventDefault();
  entries[(entries.indexOf(document.activeElement) + step) % entries.length].focus();
}

function saveBlob(blob, suffix) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: `${fileName()}.${suffix}` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function fileName() {
  const words = content.title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return Array.from(words).slice(0, 60).join("").toLowerCase() || "graph";
}

function saveText(text, suffix, type) { saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), suffix); }

function savePng() {
  const drawing = byId("canvas").querySelector("canvas");
  const copy = el("canvas", { width: drawing.width, height: drawing.height });
  const context = copy.getContext("2d");
  context.fillStyle = palette.stage;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawing, 0, 0);
  copy.toBlob((blob) => saveBlob(blob, "png"), "image/png");
}

// SVG

function xml(text) { return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`); }
function tag(kind, attributes, inner = "") {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(typeof value === "number" ? Math.round(value * 100) / 100 : value)}"`).join("");
  return `<${kind}${written}>${inner}</${kind}>`;
}

function svgFile() {
  const shown = [...drawnNodes].map((id) => nodes[id]);
  const left = Math.min(0, ...shown.map((node) => node.x)) - 110;
  const top = Math.min(0, ...shown.map((node) => node.y)) - 60;
  const width = Math.max(0, ...shown.map((node) => node.x)) + 110 - left;
  const height = Math.max(0, ...shown.map((node) => node.y)) + 80 - top;
  const parts = [
    tag("rect", { x: left, y: top, width, height, fill: palette.stage }),
    ...[...drawnLines].map((id) => svgLine(lines[id])), ...shown.map(svgSymbol), ...painted.labels.map(svgLabel), ...shown.map(svgName),
  ];
  return `<svg xmlns="${SVG}" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${xml(palette.font)}">\n<title>${xml(content.title)}</title>\n${parts.join("\n")}\n</svg>\n`;
}

function svgLine(line) {
  const { from, to, via } = wayOf(line);
  const { width, color, dashes } = strokeOf(line);
  const tip = tipOf(line, width);
  const end = tip ? tip.base : to;
  const d = via ? `M${from.x} ${from.y}Q${via.x} ${via.y} ${end.x} ${end.y}` : `M${from.x} ${from.y}L${end.x} ${end.y}`;
  const stroke = tag("path", { d, fill: "none", stroke: color.color, "stroke-width": width, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) });
  return tip ? stroke + tag("path", { d: tip.d, fill: color.color }) : stroke;
}

function tipOf(line, width) {
  if (relations[line.relation].symmetric) return null;
  const { from, to, via } = wayOf(line);
  const start = via || from;
  const length = Math.hypot(to.x - start.x, to.y - start.y) || 1;
  const unit = { x: (to.x - start.x) / length, y: (to.y - start.y) / length };
  const reach = nodes[line.to].size + 3;
  const size = 6 + width * 1.6;
  const point = { x: to.x - unit.x * reach, y: to.y - unit.y * reach };
  const base = { x: point.x - unit.x * size, y: point.y - unit.y * size };
  const wing = { x: -unit.y * size * 0.42, y: unit.x * size * 0.42 };
  return { base, d: `M${point.x} ${point.y}L${base.x + wing.x} ${base.y + wing.y}L${base.x - wing.x} ${base.y - wing.y}Z` };
}

function svgSymbol(node) {
  const family = familyOf(node);
  return tag("g", { transform: `translate(${node.x} ${node.y}) scale(${node.size})` },
    tag("path", { d: SHAPES[family], fill: palette[family] }) + tag("path", { d: PICTURES[family], fill: palette.stage, "fill-rule": "evenodd" }));
}

function svgName(node) {
  const box = nameBox(node, document.createElement("canvas").getContext("2d"), 1);
  return node.name.map((line, place) => svgText(line, (box.left + box.right) / 2, box.top + box.size * (0.95 + place * 1.19), box.size, palette.text)).join("");
}

function svgText(text, x, y, size, fill) {
  return tag("text", { x, y, "font-size": size, "text-anchor": "middle", fill, stroke: palette.stage, "stroke-width": size * 0.3, "paint-order": "stroke", "stroke-linejoin": "round" }, xml(text));
}

function svgLabel(box) {
  const line = lines[box.id];
  return svgText(lineLabel(line), (box.left + box.right) / 2, (box.top + box.bottom) / 2 + LINE_LABEL_SIZE * 0.35, LINE_LABEL_SIZE, palette[line.status]);
}

// Turtle

function turtleFile() {
  const used = unique(shownFacts.flatMap((fact) => [fact.s, fact.o, fact.by]).filter((id) => id !== null && id !== undefined && nodes[id].key));
  const head = { ...PREFIXES, rdfs: "http://www.w3.org/2000/01/rdf-schema#", skos: "http://www.w3.org/2004/02/skos/core#" };
  return [...Object.entries(head).map(([short, iri]) => `@prefix ${short}: <${iri}> .`), "",
    ...used.map((id) => turtleEntity(nodes[id])), ...shownFacts.flatMap(turtleFact), ""].join("\n");
}

function iri(address) { return `<${address.replace(/[\u0000-\u0020<>"{}|\\^`]/g, encodeURIComponent)}>`; }

function turtleEntity(node) {
  const aliases = (node.aliases || []).map((alias) => ` ;\n  skos:altLabel ${quoted(alias)}`).join("");
  return `${iri(node.key)} a ${kgName(types[node.type].id)} ;\n  rdfs:label ${quoted(node.label)}${aliases} .`;
}

function turtleEnd(id) { return nodes[id].key ? iri(nodes[id].key) : quoted(nodes[id].label); }

function turtleFact(fact) {
  const subject = iri(nodes[fact.s].key);
  const relation = isOpen(fact) ? "kg:relatedTo" : kgName(relations[fact.r].id);
  const plain = !isOpen(fact) && fact.o !== null && ["asserted", "planned", "reported"].includes(fact.status);
  return [...(plain ? [`${subject} ${relation} ${turtleEnd(fact.o)} .`] : []), ...fact.at.map((at) => turtleStatement(fact, at, subject, relation))];
}

function turtleStatement(fact, at, subject, relation) {
  const [article, start, end] = sentences[at.in];
  const parts = [
    "a kg:Statement, rdf:Statement", `rdf:subject ${subject}`, `rdf:predicate ${relation}`, fact.o !== null && `rdf:object ${turtleEnd(fact.o)}`,
    `kg:status kg:${fact.status}`, `kg:confidence ${at.sure.toFixed(3)}`, fact.date && `kg:date ${quoted(fact.date)}`,
    fact.by !== undefined && `kg:attributedTo ${turtleEnd(fact.by)}`, isOpen(fact) && `kg:surfaceForm ${quoted(relations[fact.r].id)}`,
    articles[article].iri && `prov:wasDerivedFrom ${iri(`${articles[article].iri}#char=${start},${end}`)}`,
  ];
  return `${statementIri(at)} ${parts.filter(Boolean).join(" ;\n  ")} .`;
}

// GEXF

function gexfFile() {
  const shown = shownFacts.filter((fact) => fact.o !== null);
  const used = unique(shown.flatMap((fact) => [fact.s, fact.o]));
  const attributes = (kind, titles) => tag("attributes", { class: kind }, titles.map((title) => tag("attribute", { id: title, title, type: title === "confidence" ? "double" : "string" })).join(""));
  const graph = tag("graph", { defaultedgetype: "directed" },
    attributes("node", ["type", "aliases"]) + attributes("edge", ["relation", "status", "date", "confidence", "sources", "sentence"])
    + tag("nodes", {}, used.map(gexfNode).join("\n")) + tag("edges", {}, shown.map(gexfEdge).join("\n")));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">${graph}</gexf>\n`;
}

function gexfValues(values) {
  return tag("attvalues", {}, Object.entries(values).filter(([, value]) => value !== "").map(([key, value]) => tag("attvalue", { for: key, value: String(value) })).join(""));
}

function gexfNode(id) {
  const node = nodes[id];
  const shade = palette[familyOf(node)];
  const [r, g, b] = [1, 3, 5].map((place) => parseInt(shade.slice(place, place + 2), 16));
  return tag("node", { id: String(id), label: node.label }, gexfValues({ type: types[node.type].id, aliases: (node.aliases || []).join(" | ") })
    + tag("viz:color", { r, g, b }) + tag("viz:position", { x: node.x, y: -node.y, z: 0 }) + tag("viz:size", { value: node.size }));
}

function gexfEdge(fact) {
  const values = { relation: relations[fact.r].id, status: fact.status, date: fact.date || "", confidence: fact.sure, sources: fact.sources.join(" | "), sentence: sentenceText(fact.at[0].in) };
  return tag("edge", { id: String(fact.id), source: String(fact.s), target: String(fact.o), label: relationLabel(fact), weight: fact.articles.length }, gexfValues(values));
}

// CSV

function csvFile() {
  const rows = shownFacts.map((fact) => COLUMNS.map(({ id, key }) => (id === "status" ? fact.status : key(fact))));
  return [COLUMNS.map((column) => column.id), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n").concat("\r\n");
}

// A cell that begins like a formula would run in a spreadsheet.
function csvCell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r\u0000\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Layout

function layoutFile() {
  return `${JSON.stringify({ layout: 1, places: Object.fromEntries(nodes.map((node) => [layoutKey(node), [Math.round(node.x), Math.round(node.y)]])) })}\n`;
}

function layoutKey(node) { return node.key || `${types[node.type].id} ${node.label}`; }

async function loadLayout(event) {
  const [file] = event.target.files;
  event.target.value = "";
  const places = file ? readLayout(await file.text()) : null;
  if (!places) { if (file) toast("This is no layout that was saved here"); return; }
  let count = 0;
  for (const node of nodes) {
    const place = Object.hasOwn(places, layoutKey(node)) ? places[layoutKey(node)] : null;
    if (!Array.isArray(place) || !place.every(Number.isFinite) || place.length !== 2) continue;
    [node.x, node.y] = place;
    count += 1;
  }
  nodeItems.update([...drawnNodes].map((id) => ({ id, x: nodes[id].x, y: nodes[id].y })));
  fitAll();
  toast(`${plural(count, "place")} taken over`);
}

function readLayout(text) {
  try {
    const read = JSON.parse(text);
    return read && read.layout === 1 && typeof read.places === "object" ? read.places : null;
  } catch {
    return null;
  }
}
