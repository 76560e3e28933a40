// The same facts as a table: for the keyboard, for a screen reader, for whoever likes rows.

const ROWS_AT_ONCE = 100;
const COLUMNS = [
  { id: "subject", label: "Subject", key: (fact) => labelOf(fact.s) },
  { id: "relation", label: "Relation", key: relationLabel },
  { id: "object", label: "Object", key: (fact) => labelOf(fact.o) },
  { id: "status", label: "Status", key: (fact) => STATUSES.indexOf(fact.status) },
  { id: "date", label: "Date", key: (fact) => fact.date || "" },
  { id: "by", label: "Said by", key: (fact) => (fact.by === undefined ? "" : labelOf(fact.by)) },
  { id: "sure", label: "Confidence", key: (fact) => fact.sure },
  { id: "source", label: "Source", key: (fact) => fact.sources.join(", ") },
  { id: "sentence", label: "Sentence", key: (fact) => sentenceText(fact.at[0].in) },
];
const tableView = { sort: "sure", down: true, rows: ROWS_AT_ONCE };

function isTableShown() { return !byId("table").hidden; }

function showTable(on) {
  byId("table").hidden = !on;
  byId("as-table").setAttribute("aria-pressed", String(on));
  byId("as-graph").setAttribute("aria-pressed", String(!on));
  if (on) fillTable();
}

function fillTable() {
  const sorted = sortedFacts();
  const shown = sorted.slice(0, tableView.rows);
  const more = sorted.length > shown.length && button(`Show ${Math.min(ROWS_AT_ONCE, sorted.length - shown.length)} more`, () => { tableView.rows += ROWS_AT_ONCE; fillTable(); }, "button");
  replaceContent(byId("table"), el("table", {}, el("caption", {}, `${plural(sorted.length, "fact")}, as filtered`),
    el("thead", {}, el("tr", {}, COLUMNS.map(tableHead))), el("tbody", {}, shown.map(tableRow))), more && el("div", { className: "foot" }, more));
}

function sortedFacts() {
  const { key } = COLUMNS.find((column) => column.id === tableView.sort);
  const sign = tableView.down ? -1 : 1;
  const keyed = shownFacts.map((fact) => ({ fact, key: key(fact) }));
  const compare = (first, second) => (typeof first === "number" ? first - second : collator.compare(first, second));
  return keyed.sort((first, second) => sign * compare(first.key, second.key) || first.fact.id - second.fact.id).map(({ fact }) => fact);
}

const collator = new Intl.Collator("en", { numeric: true });

function tableHead({ id, label }) {
  const sorted = tableView.sort === id;
  const sort = () => { Object.assign(tableView, { down: sorted ? !tableView.down : id === "sure", sort: id }); fillTable(); byId(`sort-${id}`).focus(); };
  const head = button(label, sort);
  head.id = `sort-${id}`;
  return el("th", { scope: "col", "aria-sort": sorted ? (tableView.down ? "descending" : "ascending") : null }, head);
}

function tableRow(fact) {
  const open = () => { selectFact(fact); };
  return el("tr", { onclick: open, "data-fact": factKey(fact) },
    el("td", {}, button(name(labelOf(fact.s)), open)), el("td", {}, name(relationLabel(fact))), el("td", {}, name(labelOf(fact.o))),
    el("td", {}, el("span", { className: `chip ${fact.status}` }, STATUS_WORDS[fact.status])), el("td", { className: "date" }, fact.date || ""),
    el("td", {}, fact.by === undefined ? "" : name(labelOf(fact.by))), el("td", { className: "number" }, percent(fact.sure)),
    el("td", {}, name(fact.sources.join(", "))), el("td", { className: "quote" }, name(sentenceText(fact.at[0].in))));
}
