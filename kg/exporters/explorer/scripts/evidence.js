// The panel on the right: who says so, where, when, how sure.

function openPanel(title, body, { wide = false, back = null } = {}) {
  const panel = byId("panel");
  panel.classList.toggle("wide", wide);
  const head = el("header", {},
    back && iconButton("Back", "M12 4 L6 10 L12 16", back),
    el("span", { className: "title" }, title),
    iconButton("Copy a link to this", "M8 12 L12 8 M7 9 L5 11 C2 14 6 18 9 15 L11 13 M13 11 L15 9 C18 6 14 2 11 5 L9 7", copyAddress),
    iconButton("Close (Esc)", "M5 5 L15 15 M15 5 L5 15", clearSelection));
  replaceContent(panel, head, el("div", { className: "body" }, body));
  panel.hidden = false;
  panel.scrollTop = 0;
}

function closePanel() { byId("panel").hidden = true; }

function nameButton(id) {
  return el("button", { type: "button", className: "name", onclick: () => selectNode(id) }, name(labelOf(id)));
}

function claim(fact) {
  return el("p", { className: "claim" }, nameButton(fact.s), " ", el("span", { className: "relation" }, relationLabel(fact)), " ", fact.o === null ? null : nameButton(fact.o));
}

function chips(fact) {
  const status = el("span", { className: `chip ${fact.status}`, title: STATUS_MEANING[fact.status] }, lineSample(fact.status), STATUS_WORDS[fact.status]);
  const chip = (text, title) => el("span", { className: "chip", title }, text);
  return el("div", { className: "chips" }, status,
    fact.date && chip(saidDate(fact.date), fact.date),
    chip(`${percent(fact.sure)} sure`, "How sure the reading of the sentences is"),
    chip(plural(fact.articles.length, "article")));
}

function showLinePanel(line, chosen = null) {
  const shown = shownOf(line);
  const several = shown.length ? shown : line.facts.map((id) => facts[id]);
  showFactsPanel(chosen && !several.includes(chosen) ? [chosen, ...several] : several, chosen);
}

function showFactsPanel(several, chosen) {
  const ordered = chosen ? [chosen, ...several.filter((fact) => fact !== chosen)] : several;
  openPanel("Why is this here?", ordered.flatMap(factBody));
}

function factBody(fact, place) {
  return [
    place > 0 && el("h3", {}, "Also said"),
    claim(fact), chips(fact),
    isOpen(fact) && el("p", { className: "also" }, el("span", {}, "These are the sentence's own words; they fit no relation of the ontology.")),
    ...fact.at.map((at) => proof(fact, at)),
    ...against(fact),
  ];
}

function proof(fact, at) {
  const [article] = sentences[at.in];
  return el("figure", { className: "proof", "data-statement": at.id },
    el("blockquote", {}, markedSentence(at)),
    el("div", { className: "key" }, keyOf(at)),
    provenance(article), proofLinks(article, at), details(fact, at));
}

const ROLES = { s: "subject", t: "relation", o: "object", d: "date", b: "says so", c: "status" };

function marksOf(at) {
  const single = ["s", "o", "b", "d", "t"].filter((role) => at[role]).map((role) => ({ role, start: at[role][0], end: at[role][1] }));
  return [...single, ...(at.c || []).map(([start, end]) => ({ role: "c", start, end }))];
}

// Marks may overlap: the sentence is cut at every edge, each piece carries all its roles.
function markedSentence(at) {
  const letters = Array.from(sentenceText(at.in));
  const marks = marksOf(at);
  const edges = unique([0, letters.length, ...marks.flatMap(({ start, end }) => [start, end])])
    .filter((edge) => edge >= 0 && edge <= letters.length).sort((first, second) => first - second);
  return edges.slice(0, -1).map((start, place) => {
    const text = letters.slice(start, edges[place + 1]).join("");
    const roles = marks.filter((mark) => mark.start <= start && mark.end >= edges[place + 1]).map((mark) => mark.role);
    return roles.length ? el("mark", { className: unique(roles).join(" "), title: unique(roles).map((role) => ROLES[role]).join(", ") }, text) : text;
  });
}

function keyOf(at) {
  const roles = unique(marksOf(at).map((mark) => mark.role));
  return ["s", "t", "o", "d", "b", "c"].filter((role) => roles.includes(role)).map((role) => el("span", {}, el("mark", { className: role }, ROLES[role])));
}

function provenance(article) {
  const { id, source, author, date, title, unnamed } = articles[article];
  return el("figcaption", { className: "from" }, el("b", {}, name(unnamed ? id : source)), author ? [" · ", name(author)] : null, date ? ` · ${saidDate(date)}` : null,
    title ? [el("br"), name(title)] : null);
}

function proofLinks(article, at) {
  const { text, url } = articles[article];
  return el("div", { className: "go" },
    text !== undefined && button("Open the article at this sentence", () => showArticle(article, at)),
    url && link(url, webAddress(url) ? "On the web ↗" : url));
}

function details(fact, at) {
  const [article, start, end] = sentences[at.in];
  const cues = (at.c || []).map(([from, to]) => `“${characters(sentenceText(at.in), from, to)}”`).join(", ");
  const rows = [
    ["Status", `${STATUS_WORDS[fact.status]}: ${STATUS_MEANING[fact.status]}${cues ? `, by ${cues}` : ""}`],
    fact.by !== undefined && ["Said by", nameButton(fact.by)],
    ["Confidence", `${percent(at.sure)} in this sentence`],
    ["Found by", words[at.rule] || "unknown"],
    at.ws !== undefined && [`“${shortened(characters(sentenceText(at.in), ...at.s), 40)}”`, `is ${labelOf(fact.s)}: ${words[at.ws]}`],
    at.wo !== undefined && fact.o !== null && [`“${shortened(characters(sentenceText(at.in), ...at.o), 40)}”`, `is ${labelOf(fact.o)}: ${words[at.wo]}`],
    ["Place", `${articles[article].id}, characters ${start.toLocaleString("en")}–${end.toLocaleString("en")}`],
  ];
  return el("dl", { className: "facts-about" }, rows.filter(Boolean).flatMap(([term, value]) => [el("dt", {}, name(term)), el("dd", {}, typeof value === "string" ? name(value) : value)]));
}

function against(fact) {
  if (!fact.against) return [];
  return [el("h3", {}, "Speaks against it"), ...fact.against.map(([id, why]) => againstCard(facts[id], words[why]))];
}

function againstCard(fact, why) {
  const at = fact.at[0];
  return el("figure", { className: "proof against" }, el("p", { className: "why" }, why), claim(fact), chips(fact),
    el("blockquote", {}, markedSentence(at)), provenance(sentences[at.in][0]),
    el("div", { className: "go" }, button("Show this one", () => { reveal(fact); selectFact(fact); })));
}

// Filters that hide a fact give way when somebody asks for it.
function reveal(fact) {
  filters.off.status.delete(fact.status);
  filters.off.relation.delete(fact.r);
  endTypes(fact).forEach((type) => filters.off.type.delete(type));
  fact.sources.forEach((source) => filters.off.source.delete(source));
  if (isOpen(fact)) filters.open = true;
  if (fact.sure < filters.sure) filters.sure = 0;
  if (!isInTime(fact)) Object.assign(filters.time, { from: null, to: null, undated: true });
  if (filters.focus && !isInFocus(fact)) filters.focus = null;
  if (fact.line) [fact.line.from, fact.line.to].forEach((id) => staged.add(id));
  refresh();
}

function showNodePanel(node) {
  const places = unique(node.facts.flatMap((fact) => fact.articles));
  openPanel("Who is this?", [
    el("div", { className: "who" }, symbol(familyOf(node)), el("div", {}, el("h2", {}, name(node.label)), el("p", {}, `${types[node.type].label} · ${plural(node.facts.length, "fact")} · ${plural(places.length, "article")}`))),
    node.aliases && el("p", { className: "also" }, el("span", {}, "Also called "), node.aliases.slice(0, 24).flatMap((alias, place) => [place ? ", " : "", name(alias)])),
    node.same && el("p", { className: "also" }, el("span", {}, "The same as "), node.same.flatMap((address, place) => [place ? ", " : "", link(address, address.replace(/^https?:\/\/(www\.)?/, ""))])),
    nodeButtons(node),
    ...factGroups(node),
    el("h3", {}, "Articles"), articleRows(places),
  ]);
}

function nodeButtons(node) {
  const focused = filters.focus && filters.focus.node === node.id;
  return el("div", { className: "buttons" },
    button(focused ? "Show everything" : "Only its surroundings", () => { focusOn(focused ? null : node.id); showNodePanel(node); fitAll(); }, "button"),
    hiddenNeighbours(node.id) > 0 && button(`Add ${Math.min(hiddenNeighbours(node.id), MOST_EXPANDED)} neighbours`, () => expand(node.id), "button"),
    button("Path to …", () => choosePathEnd(node), "button"));
}

function factGroups(node) {
  const groups = new Map();
  for (const fact of [...node.facts].sort((first, second) => second.sure - first.sure)) {
    const key = `${relationLabel(fact)}${fact.s === node.id ? "" : " ←"}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(fact);
  }
  return [...groups].flatMap(([label, several]) => [el("h3", {}, name(label)), el("ul", { className: "rows" }, several.slice(0, 40).map((fact) => factRow(fact, node.id)))]);
}

function factRow(fact, about = null) {
  const other = about === null ? factSentence(fact) : labelOf(fact.s === about ? fact.o : fact.s) || shortened(sentenceText(fact.at[0].in), 70);
  const detail = [fact.date && saidDate(fact.date), STATUS_WORDS[fact.status].toLowerCase(), fact.sources.join(", ")].filter(Boolean).join(" · ");
  return el("li", {}, el("button", { type: "button", className: "row", onclick: () => { reveal(fact); selectFact(fact); } },
    lineSample(fact.status), el("span", {}, name(other), el("small", {}, name(detail))), el("span", { className: "end" }, percent(fact.sure))));
}

function articleRows(places) {
  return el("ul", { className: "rows" }, places.map((id) => {
    const article = articles[id];
    const rest = [article.source, article.date && saidDate(article.date)].filter(Boolean).join(" · ");
    const open = article.text === undefined ? null : () => showArticle(id);
    return el("li", {}, el("button", { type: "button", className: "row", onclick: open || (() => toast("The articles were left out of this page")) },
      el("span"), el("span", {}, name(article.title || article.id), el("small", {}, name(rest))), el("span", { className: "end" })));
  }));
}

function focusOn(id, steps = 1) {
  filters.focus = id === null ? null : { node: id, steps, nodes: neighbourhood(id, steps) };
  if (id !== null) filters.focus.nodes.forEach((near) => { if (staged.size < content.limit * 2) staged.add(near); });
  refresh();
  if (drawnNodes.size) fitAll();
}
