// The part of the address after # says what is open and what is filtered: a link brings somebody else to the same view.

const ENTITY = "urn:newskg:entity:";
let writing = false;

function addressOf(extra = {}) {
  const said = new URLSearchParams();
  const put = (key, value) => { if (value !== null && value !== undefined && value !== "" && value !== false) said.set(key, value); };
  if (selection.fact) put("f", factKey(selection.fact));
  else if (selection.line !== null) put("f", factKey(shownOf(lines[selection.line])[0] || facts[lines[selection.line].facts[0]]));
  else if (selection.node !== null) put("n", nodeKey(nodes[selection.node]));
  if (selection.path) { put("from", nodeKey(nodes[selection.path.nodes[0]])); put("path", nodeKey(nodes[selection.path.nodes.at(-1)])); }
  if (extra.article !== undefined) { put("a", articles[extra.article].id); put("c", extra.start); }
  putFilters(put);
  return said.toString();
}

function putFilters(put) {
  const { off, time, focus } = filters;
  put("no-type", [...off.type].map((id) => types[id].id).join(","));
  put("no-relation", [...off.relation].map((id) => relations[id].id).join(","));
  const status = [...off.status].sort().join(",");
  put("no-status", status === "denied,possible" ? "" : status || "none");
  put("no-source", [...off.source].join("|"));
  put("open", filters.open ? "1" : "");
  put("sure", filters.sure || "");
  put("since", time.from === null ? "" : dayAsDate(time.from));
  put("until", time.to === null ? "" : dayAsDate(time.to));
  put("by", time.by === "said" && facts.some((fact) => fact.day !== null) ? "said" : "");
  put("dated", time.undated ? "" : "1");
  put("focus", focus && nodeKey(nodes[focus.node]));
  put("steps", focus && focus.steps > 1 ? focus.steps : "");
  put("view", isTableShown() ? "table" : "");
}

function nodeKey(node) { return (node.key || `${node.id}`).replace(ENTITY, ""); }

function writeAddress(extra = {}) {
  if (writing) return;
  const said = addressOf(extra);
  try {
    history.replaceState(null, "", said ? `#${said}` : location.href.split("#")[0]);
  } catch {
    // A frame in a notebook has no address of its own: there is nothing to write it to.
  }
}

function copyAddress() { copyText(location.href, "The link to this is in the clipboard"); }

function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  writing = true;
  readFilters(said);
  refresh();
  readSelection(said);
  writing = false;
}

function readFilters(said) {
  const list = (key, separator = ",") => (said.get(key) || "").split(separator).filter(Boolean);
  const indices = (names, values) => new Set(names.map((id) => values.findIndex((value) => value.id === id)).filter((index) => index >= 0));
  filters.off.type = indices(list("no-type"), types);
  filters.off.relation = indices(list("no-relation"), relations);
  filters.off.status = new Set(said.has("no-status") ? list("no-status").filter((status) => STATUSES.includes(status)) : ["possible", "denied"]);
  filters.off.source = new Set(list("no-source", "|"));
  filters.open = said.get("open") === "1";
  filters.sure = Math.min(Math.max(Number(said.get("sure")) || 0, 0), 1);
  readTime(said);
  const centre = findNode(said.get("focus"));
  applyFilters();
  const steps = Math.min(Math.max(Number(said.get("steps")) || 1, 1), 3);
  filters.focus = centre === null ? null : { node: centre, steps, nodes: neighbourhood(centre, steps) };
}

function readTime(said) {
  if (said.get("by") === "said") filters.time.by = "said";
  byId("time-by").value = filters.time.by;
  buildBins();
  filters.time.from = dayOf(said.get("since"));
  filters.time.to = dayOf(said.get("until"));
  filters.time.undated = said.get("dated") !== "1";
}

function findNode(key) {
  if (!key) return null;
  const node = nodes.find((each) => nodeKey(each) === key);
  return node ? node.id : null;
}

function readSelection(said) {
  const node = findNode(said.get("n"));
  const fact = said.get("f") && facts.find((each) => each.at.some((at) => at.id === said.get("f")));
  const ends = [findNode(said.get("from")), findNode(said.get("path"))];
  if (fact) { if (!isShown(fact)) reveal(fact); selectFact(fact); }
  else if (node !== null) selectNode(node);
  else if (ends.every((end) => end !== null)) showPath(...ends);
  else if (content.focus !== null && !location.hash) openFocused()
  else clearSelection();
  if (said.has("a")) openAddressedArticle(said, fact);
  showTable(said.get("view") === "table");
}

function openFocused() {
  focusOn(content.focus);
  selectNode(content.focus, { move: false });
  fitAll({ animate: false });
}

function openAddressedArticle(said, fact) {
  const article = articles.findIndex(({ id }) => id === said.get("a"));
  if (article < 0 || articles[article].text === undefined) return;
  const places = fact ? fact.at : facts.flatMap((each) => each.at);
  const at = places.find((place) => sentences[place.in][0] === article && String(sentences[place.in][1]) === said.get("c"));
  showArticle(article, at || null);
}
