// Search over names, aliases and sentences; results come as one types.

const MOST_FOUND = 12;
const MOST_SENTENCES = 4;
let haystack = null;
let found = [];
let marked = -1;

function startSearch() {
  const field = byId("find");
  field.addEventListener("input", () => showFound(field.value));
  field.addEventListener("focus", () => { if (field.value) showFound(field.value); });
  field.addEventListener("keydown", searchKey);
  field.addEventListener("blur", () => setTimeout(closeFound, 150));
}

function prepareHaystack() {
  haystack ||= nodes.map((node) => [node.label, ...(node.aliases || [])].map((text) => ({ text, folded: folded(text) })));
  return haystack;
}

// Names that begin with the words first, then names with a word that does, then any; among equals the most connected.
function searchNodes(wish) {
  const wanted = folded(wish.trim());
  if (!wanted) return [];
  const hits = [];
  prepareHaystack().forEach((names, id) => {
    const best = bestName(names, wanted);
    if (best) hits.push({ id, ...best });
  });
  return hits.sort((first, second) => first.rank - second.rank || nodes[second.id].facts.length - nodes[first.id].facts.length || first.id - second.id);
}

function bestName(names, wanted) {
  let best = null;
  for (const each of names) {
    const rank = rankOf(each.folded, wanted);
    if (rank < 4 && (!best || rank < best.rank)) best = { rank, text: each.text };
  }
  return best;
}

function rankOf(text, wanted) {
  if (text === wanted) return 0;
  const place = text.indexOf(wanted);
  if (place < 0) return 4;
  if (place === 0) return 1;
  return /[\p{L}\p{N}]/u.test(text[place - 1]) ? 3 : 2;
}

function searchSentences(wish) {
  const wanted = folded(wish.trim());
  if (wanted.length < 3) return [];
  const hits = [];
  for (const fact of facts) {
    if (hits.length === MOST_SENTENCES) break;
    if (fact.line && folded(sentenceText(fact.at[0].in)).includes(wanted)) hits.push(fact);
  }
  return hits;
}

function showFound(wish) {
  const byName = searchNodes(wish).slice(0, MOST_FOUND);
  const bySentence = byName.length < 5 ? searchSentences(wish) : [];
  found = [...byName.map((hit) => ({ node: hit.id, text: hit.text })), ...bySentence.map((fact) => ({ fact }))];
  marked = found.length ? 0 : -1;
  const list = byId("found");
  list.hidden = !wish.trim();
  byId("find").setAttribute("aria-expanded", String(!list.hidden));
  replaceContent(list, found.length ? found.map(foundRow) : el("li", { className: "none" }, "Nothing has this name, and no sentence says it."));
  markFound();
}

function foundRow(hit, place) {
  const row = hit.fact ? sentenceRow(hit.fact) : nodeRow(hit);
  row.id = `found-${place}`;
  row.setAttribute("role", "option");
  row.addEventListener("mousedown", (event) => { event.preventDefault(); takeFound(place); });
  return row;
}

function nodeRow({ node: id, text }) {
  const node = nodes[id];
  const detail = text === node.label ? types[node.type].label : `${types[node.type].label} · also “${text}”`;
  const picture = symbol(familyOf(node));
  picture.setAttribute("width", "24");
  return el("li", {}, picture, el("span", { className: "what" }, el("b", {}, name(node.label)), el("small", {}, name(detail))),
    el("span", { className: "count" }, plural(node.facts.length, "fact")));
}

function sentenceRow(fact) {
  const sample = lineSample(fact.status);
  sample.setAttribute("width", "24");
  return el("li", {}, sample, el("span", { className: "what" }, el("b", {}, name(factSentence(fact))), el("small", {}, name(sentenceText(fact.at[0].in)))));
}

function markFound() {
  [...byId("found").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === marked)));
  const row = byId(`found-${marked}`);
  if (row) { byId("find").setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
}

function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    marked = found.length ? (marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length : -1;
    markFound();
  } else if (event.key === "Enter" && marked >= 0) takeFound(marked);
  else if (event.key === "Escape") { closeFound(); byId("canvas").focus(); event.stopPropagation(); }
}

function takeFound(place) {
  const hit = found[place];
  byId("find").value = "";
  closeFound();
  byId("find").blur();
  if (isTableShown()) showTable(false);
  if (hit.fact) { reveal(hit.fact); selectFact(hit.fact); } else selectNode(hit.node);
}

function closeFound() {
  byId("found").hidden = true;
  byId("find").setAttribute("aria-expanded", "false");
}
