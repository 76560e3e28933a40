// The query that returns what is visible, for the graph that this page was made from.

const PREFIXES = {
  kg: "urn:newskg:ontology#",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

function sparql() {
  const conditions = [typeConditions(), relationConditions(), statusCondition(), sureCondition(), timeConditions(), focusCondition(), sourceConditions()].flat().filter(Boolean);
  return [
    ...Object.entries(PREFIXES).map(([short, iri]) => `PREFIX ${short}: <${iri}>`),
    "",
    "SELECT DISTINCT ?subject ?relation ?words ?object ?status ?date ?speaker WHERE {",
    "  GRAPH ?article {",
    "    ?statement a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ;",
    "      kg:status ?status ; kg:confidence ?confidence ; kg:surfaceForm ?surface .",
    "    OPTIONAL { ?statement rdf:object ?object }",
    "    OPTIONAL { ?statement kg:date ?date }",
    "    OPTIONAL { ?statement kg:attributedTo ?speaker }",
    "  }",
    '  BIND(IF(?relation = kg:relatedTo, ?surface, "") AS ?words)',
    ...conditions.map((condition) => `  ${condition}`),
    "}",
    "ORDER BY ?subject ?relation ?object ?status",
    "",
  ].join("\n");
}

function kgName(id) { return /^[A-Za-z][A-Za-z0-9_]*$/.test(id) ? `kg:${id}` : `<${PREFIXES.kg}${encodeURIComponent(id)}>`; }
function quoted(text) { return JSON.stringify(text).replace(/\u2028|\u2029/g, " "); }
function statementIri(at) { return `<urn:newskg:statement:${at.id}>`; }

function typeConditions() {
  const off = [...filters.off.type].map((id) => types[id]);
  const entities = off.filter((type) => type.family !== "value").map((type) => kgName(type.id));
  const conditions = entities.length
    ? ["subject", "object"].map((end) => `FILTER NOT EXISTS { ?${end} a ?${end}Type FILTER(?${end}Type IN (${entities.join(", ")})) }`) : [];
  if (off.some((type) => type.id === "Date")) conditions.push("FILTER(!isLiteral(?object) || datatype(?object) = xsd:string)");
  if (off.some((type) => type.id === "Quantity")) conditions.push("FILTER(!isLiteral(?object) || datatype(?object) != xsd:string)");
  return conditions;
}

function relationConditions() {
  const off = [...filters.off.relation].map((id) => kgName(relations[id].id));
  return [!filters.open && "FILTER(?relation != kg:relatedTo)", off.length > 0 && `FILTER(?relation NOT IN (${off.join(", ")}))`];
}

function statusCondition() {
  const on = STATUSES.filter((status) => !filters.off.status.has(status));
  return on.length < STATUSES.length && `FILTER(?status IN (${on.map(kgName).join(", ")}))`;
}

// Several articles together can make a fact surer than each sentence is: those are named one by one.
function sureCondition() {
  if (!filters.sure) return null;
  const together = facts.filter((fact) => fact.sure >= filters.sure && fact.at.every((at) => at.sure < filters.sure)).flatMap((fact) => fact.at);
  const named = together.length ? ` || ?statement IN (${together.map(statementIri).join(", ")})` : "";
  return `FILTER(?confidence >= ${filters.sure}${named})`;
}

function timeConditions() {
  const { from, to, by, undated } = filters.time;
  if (from === null && to === null && undated) return [];
  const range = [from !== null && `?day >= "${dayAsDate(from)}"`, to !== null && `?day <= "${dayAsDate(to)}"`].filter(Boolean).join(" && ") || "true";
  const bind = 'BIND(IF(BOUND(?when) && !STRSTARTS(STR(?when), "-"), SUBSTR(CONCAT(STR(?when), "-01-01"), 1, 10), "") AS ?day)';
  const filter = `FILTER(IF(?day = "", ${undated}, ${range}))`;
  if (by === "day") return [bind.replaceAll("?when", "?date"), filter];
  return ["OPTIONAL { GRAPH ?article { ?article schema:datePublished ?when } }", bind, filter, ...publishedEarlier()];
}

// A fact has the date of its first article: a later one must not bring it back.
function publishedEarlier() {
  const gone = facts.filter((fact) => fact.articles.length > 1 && (hiddenBy[fact.id] & BITS.time)).flatMap((fact) => fact.at);
  return gone.length ? [`FILTER(?statement NOT IN (${gone.map(statementIri).join(", ")}))`] : [];
}

function focusCondition() {
  return filters.focus && `VALUES ?statement { ${shownFacts.flatMap((fact) => fact.at).map(statementIri).join(" ")} }`;
}

function sourceConditions() {
  if (!filters.off.source.size) return [];
  const kept = articles.filter((article) => !filters.off.source.has(article.source));
  const publishers = unique(kept.filter((article) => !article.unnamed).map((article) => article.source)).map(quoted);
  const unnamed = kept.filter((article) => article.unnamed && article.iri).map((article) => `<${article.iri}>`);
  return [
    "GRAPH ?article { ?statement prov:wasDerivedFrom/nif:referenceContext ?told }",
    "OPTIONAL { GRAPH ?told { ?told schema:publisher ?publisher } }",
    `FILTER((BOUND(?publisher) && ?publisher IN (${publishers.join(", ")})) || ?told IN (${unnamed.join(", ")}))`,
  ];
}

async function copySparql() {
  await copyText(sparql(), "The SPARQL query of what you see is in the clipboard");
}

// Pages from a file or in a frame may have no clipboard: then the text is shown, selected.
async function copyText(text, message) {
  try {
    await navigator.clipboard.writeText(text);
    toast(message);
  } catch {
    showText(text);
  }
}

function showText(text) {
  const area = el("textarea", { readonly: true, "aria-label": "Text to copy" });
  area.value = text;
  const dialog = byId("dialog");
  replaceContent(dialog, el("h2", {}, "Copy this"), area, button("Close", () => dialog.close(), "button main close"));
  dialog.showModal();
  area.select();
}
