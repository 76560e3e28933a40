// The filters on the left: the legend and the switches are one list.

const MOST_CHOICES = 8;
const unfolded = new Set();

function facetChoices(facet) {
  if (facet === "type") return types.map((type, id) => ({ value: id, label: type.label, drawing: () => symbol(type.family) }));
  if (facet === "relation") {
    return relations.map((relation, id) => ({ value: id, label: relation.label, open: relation.open, title: relation.comment }))
      .filter((choice) => !choice.open);
  }
  if (facet === "status") {
    return STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status], title: STATUS_MEANING[status], drawing: () => lineSample(status) }));
  }
  return unique(articles.map((article) => article.source)).map((source) => ({ value: source, label: source }));
}

const FACET_TITLES = { type: "Who and what", relation: "Relations", status: "How sure the writer is", source: "Sources" };
const facetViews = {};

function startFacets() {
  const views = ["type", "status", "relation", "source"].map(facetFieldset);
  replaceContent(byId("filters"), views[0], views[1], sureFieldset(), views[2], views[3]);
}

function facetFieldset(facet) {
  const list = el("div", { className: "choices" });
  const reset = button("all", () => { filters.off[facet].clear(); refresh(); });
  const heading = el("h2", {}, el("span", {}, FACET_TITLES[facet]), reset);
  facetViews[facet] = { list, reset, choices: facetChoices(facet) };
  return el("fieldset", { "data-facet": facet }, el("legend", {}, heading), list);
}

function showFacets() {
  FACETS.forEach(showFacet);
  byId("sure-value").textContent = filters.sure ? `≥ ${percent(filters.sure)}` : "any";
  byId("sure").value = String(Math.round(filters.sure * 100));
}

function showFacet(facet) {
  const view = facetViews[facet];
  const counts = facetCounts(facet);
  const ranked = facet === "status" ? view.choices : ranking(view.choices, facet);
  const shown = unfolded.has(facet) ? ranked : ranked.slice(0, MOST_CHOICES);
  const rows = shown.map((choice) => choiceRow(facet, choice, counts.get(choice.value) || 0));
  if (ranked.length > shown.length) rows.push(button(`${ranked.length - shown.length} more`, () => { unfolded.add(facet); showFacet(facet); }, "more"));
  if (facet === "relation" && relations.some((relation) => relation.open)) rows.push(openRow());
  view.reset.hidden = filters.off[facet].size === 0;
  view.list.parentElement.hidden = rows.length === 0;
  replaceContent(view.list, rows);
}

// The order stays while filters change: what a hand is about to click must not move.
function ranking(choices, facet) {
  const view = facetViews[facet];
  view.total ||= totals(facet);
  return [...choices].filter((choice) => view.total.get(choice.value))
    .sort((first, second) => view.total.get(second.value) - view.total.get(first.value) || first.label.localeCompare(second.label, "en"));
}

function totals(facet) {
  const counts = new Map();
  for (const fact of facts) for (const value of facetValues(facet, fact)) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function choiceRow(facet, choice, count) {
  const off = filters.off[facet].has(choice.value);
  const box = el("input", { type: "checkbox", checked: !off, "data-value": String(choice.value) });
  box.checked = !off;
  box.addEventListener("change", () => { turn(filters.off[facet], choice.value, !box.checked); refresh(); refocusBox(facet, choice.value); });
  return el("label", { className: `choice${choice.drawing ? " drawn" : ""}${off ? " off" : ""}${count ? "" : " nothing"}`, title: choice.title || choice.label },
    box, choice.drawing && choice.drawing(), el("span", { className: "label" }, name(choice.label)), el("span", { className: "count" }, count.toLocaleString("en")));
}

function turn(set, value, on) { if (on) set.add(value); else set.delete(value); }

function refocusBox(facet, value) {
  const boxes = facetViews[facet].list.querySelectorAll("input");
  const box = [...boxes].find((each) => each.dataset.value === String(value));
  if (box) box.focus({ preventScroll: true });
}

function openRow() {
  const box = el("input", { type: "checkbox", id: "open" });
  box.checked = filters.open;
  box.addEventListener("change", () => { filters.open = box.checked; refresh(); byId("open").focus({ preventScroll: true }); });
  return el("label", { className: `choice${filters.open ? "" : " off"}`, title: "Facts whose words fit no relation of the ontology" },
    box, el("span", { className: "label" }, "In the sentence's own words"), el("span", { className: "count" }, countOpen().toLocaleString("en")));
}

function sureFieldset() {
  const slider = el("input", { type: "range", id: "sure", min: "0", max: "100", step: "1", value: "0", "aria-label": "Least confidence in per cent" });
  slider.addEventListener("input", () => { filters.sure = Number(slider.value) / 100; refreshSoon(); });
  const heading = el("h2", {}, el("span", {}, "Confidence"));
  return el("fieldset", {}, el("legend", {}, heading), el("div", { className: "slider" }, slider, el("output", { id: "sure-value", for: "sure" }, "any")));
}
