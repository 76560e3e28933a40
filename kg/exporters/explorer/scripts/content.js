// What the page knows, read once. Nothing here changes afterwards but the places of nodes.

const content = JSON.parse(document.getElementById("content").textContent);
const { nodes, lines, facts, articles, sentences, relations, types, words } = content;
const STATUSES = ["asserted", "planned", "reported", "possible", "denied"];

function prepareContent() {
  facts.forEach((fact, id) => { fact.id = id; fact.line = null; });
  for (const node of nodes) { node.lines = []; node.facts = []; }
  for (const line of lines) prepareLine(line);
  for (const fact of facts) linkFact(fact);
}

function prepareLine(line) {
  const first = facts[line.facts[0]];
  line.relation = first.r;
  line.status = first.status;
  line.bend = 0;
  for (const id of line.facts) facts[id].line = line;
  nodes[line.from].lines.push(line);
  if (line.to !== line.from) nodes[line.to].lines.push(line);
}

function linkFact(fact) {
  nodes[fact.s].facts.push(fact);
  if (fact.o !== null && fact.o !== fact.s) nodes[fact.o].facts.push(fact);
  fact.articles = unique(fact.at.map((place) => sentences[place.in][0]));
  fact.sources = unique(fact.articles.map((article) => articles[article].source));
  fact.day = dayOf(fact.date);
  fact.said = dayOf(fact.articles.map((article) => articles[article].date).filter(Boolean).sort()[0]);
}

// A partial date as a number of days, or null when no year is known.
function dayOf(date) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
  if (!parts) return null;
  const time = Date.UTC(Number(parts[1]), Number(parts[2] || 1) - 1, Number(parts[3] || 1));
  return Math.round(time / 86400000);
}

function unique(values) { return [...new Set(values)]; }

function isOpen(fact) { return Boolean(relations[fact.r].open); }
function labelOf(id) { return id === null ? "" : nodes[id].label; }
function familyOf(node) { return types[node.type].family; }
function relationLabel(fact) { return relations[fact.r].label; }
function otherEnd(line, id) { return line.from === id ? line.to : line.from; }
function factKey(fact) { return fact.at[0].id; }

// Offsets count Unicode characters, a script counts halves of them: only texts with emoji and the like need the detour.
function characters(text, start, end) {
  if (!/[\ud800-\udfff]/.test(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join("");
}

function sentenceText(id) {
  const [article, start, end, quote] = sentences[id];
  return quote === undefined ? characters(articles[article].text, start, end) : quote;
}
