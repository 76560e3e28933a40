// Puts everything together.

let refreshTimer = 0;

function refresh() {
  applyFilters();
  syncCanvas();
  restyle();
  showFacets();
  showTimeline();
  showCounts();
  showCrumbs();
  showNotice();
  if (isTableShown()) { tableView.rows = ROWS_AT_ONCE; fillTable(); }
  writeAddress();
}

// Sliders move faster than a large graph follows.
function refreshSoon() {
  cancelAnimationFrame(refreshTimer);
  refreshTimer = requestAnimationFrame(refresh);
}

function showCounts() {
  const hidden = facts.length - shownFacts.length;
  const entities = unique(shownFacts.flatMap((fact) => [fact.s, fact.o])).filter((id) => id !== null && nodes[id].key).length;
  byId("counts").textContent = `${plural(entities, "entity", "entities")} · ${plural(shownFacts.length, "fact")}${hidden ? ` (${hidden.toLocaleString("en")} hidden)` : ""} · ${plural(articles.length, "article")}`;
}

function showCrumbs() { replaceContent(byId("crumbs"), [focusCrumb(), limitCrumb()]); }

function focusCrumb() {
  if (!filters.focus) return null;
  const { node, steps } = filters.focus;
  return el("span", { className: "crumb" }, el("span", {}, "Around ", name(labelOf(node))),
    button(steps === 1 ? "one step more" : "one step less", () => focusOn(node, steps === 1 ? 2 : 1)), button("show everything", () => focusOn(null)));
}

function limitCrumb() {
  if (isOverview()) return el("span", { className: "crumb plain" }, `${plural(nodes.length, "node")} in ${plural(bubbles.size, "community", "communities")}: click one to open it`);
  if (nodes.length <= content.limit) return null;
  return el("span", { className: "crumb" }, `${drawnNodes.size.toLocaleString("en")} of ${nodes.length.toLocaleString("en")} nodes drawn`,
    bubbles.size > 1 && button("communities", enterOverview), nodes.length <= 5000 && staged.size < nodes.length && button("draw all", drawAll));
}

function drawAll() {
  nodes.forEach((node) => staged.add(node.id));
  refresh();
  fitAll();
}

function showNotice() {
  const notice = byId("notice");
  const words = noticeWords();
  notice.hidden = !words;
  if (words) replaceContent(notice, el("h2", {}, words[0]), el("p", {}, words[1]), words[2] && button("Reset the filters", resetFilters, "button main"));
}

function noticeWords() {
  if (!articles.length) return ["There is nothing here yet", "This graph holds no article. Build one from a folder of news articles, then export it again."];
  if (!facts.length) return ["No facts were found", `${plural(articles.length, "article was", "articles were")} read, and no sentence states a fact about somebody or something.`];
  if (isOverview() || drawnNodes.size) return null;
  if (shownFacts.length) return ["Nothing to draw", "What is left names no second thing; the table shows it."];
  return ["The filters hide everything", `${plural(facts.length, "fact")} in this graph, none fits all filters together.`, true];
}

function resetFilters() {
  FACETS.forEach((facet) => filters.off[facet].clear());
  ["possible", "denied"].forEach((status) => filters.off.status.add(status));
  Object.assign(filters, { open: false, sure: 0, focus: null });
  Object.assign(filters.time, { from: null, to: null, undated: true });
  refresh();
  if (!shownFacts.length) { filters.off.status.clear(); filters.open = true; refresh(); }
  fitAll();
}

function showView(view) {
  document.body.dataset.view = view;
  document.querySelectorAll(".tabs button").forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.view === view)));
  showTable(view === "table");
  network.redraw();
}

function startTools() {
  byId("fit").addEventListener("click", () => (isOverview() ? fitBubbles() : fitAll()));
  byId("sparql").addEventListener("click", copySparql);
  byId("theme").addEventListener("click", turnTheme);
  byId("help").addEventListener("click", showHelp);
  byId("as-table").addEventListener("click", () => { showTable(true); writeAddress(); });
  byId("as-graph").addEventListener("click", () => { showTable(false); writeAddress(); });
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); showTable(true); byId("table").focus(); });
  document.querySelectorAll(".tabs button").forEach((tab) => tab.addEventListener("click", () => showView(tab.dataset.view)));
  window.addEventListener("hashchange", readAddress);
}

// For scripts of others and for tests: where things are on the screen, and what is shown.
function publish() {
  window.explorer = Object.freeze({
    content, filters, refresh, sparql, selection, drawnNodes, drawnLines, searchNodes,
    shown: () => shownFacts, painted: () => painted, scale: () => network.getScale(),
    spotOfNode: (id) => network.canvasToDOM(placeOf(id)), spotOfLine: (id) => network.canvasToDOM(pointOn(lines[id], 0.5)),
    files: { svg: svgFile, ttl: turtleFile, gexf: gexfFile, csv: csvFile, layout: layoutFile }, open: { node: selectNode, line: selectLine, fact: selectFact, article: showArticle, path: showPath },
  });
}

function start() {
  prepareContent();
  readGroups();
  startTheme();
  startCanvas();
  startFacets();
  startTimeline();
  startSearch();
  startSaving();
  startKeys();
  startTools();
  publish();
  document.body.dataset.view = "graph";
  applyFilters();
  readAddress();
  const atSomething = selection.node !== null || selection.line !== null || selection.path || filters.focus;
  if (content.overview && !atSomething) enterOverview();
  else if (!atSomething) firstLook();
  document.documentElement.dataset.ready = "true";
}

start();
