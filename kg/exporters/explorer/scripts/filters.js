// Which facts are shown: every filter is one bit, so that a count "if only this filter were off" is one look.

const BITS = { type: 1, relation: 2, status: 4, source: 8, open: 16, sure: 32, time: 64, focus: 128 };
const FACETS = ["type", "relation", "status", "source"];

const filters = {
  off: { type: new Set(), relation: new Set(), status: new Set(["possible", "denied"]), source: new Set() },
  open: false,
  sure: 0,
  time: { from: null, to: null, by: "day", undated: true },
  focus: null,
};

let shownFacts = [];
const hiddenBy = new Uint8Array(facts.length);

function applyFilters() {
  shownFacts = [];
  for (const fact of facts) {
    hiddenBy[fact.id] = bitsAgainst(fact);
    if (hiddenBy[fact.id] === 0) shownFacts.push(fact);
  }
}

function bitsAgainst(fact) {
  const { off } = filters;
  let bits = 0;
  if (off.type.size && endTypes(fact).some((type) => off.type.has(type))) bits |= BITS.type;
  if (off.relation.size && off.relation.has(fact.r)) bits |= BITS.relation;
  if (off.status.has(fact.status)) bits |= BITS.status;
  if (off.source.size && fact.sources.every((source) => off.source.has(source))) bits |= BITS.source;
  if (!filters.open && isOpen(fact)) bits |= BITS.open;
  if (fact.sure < filters.sure) bits |= BITS.sure;
  if (!isInTime(fact)) bits |= BITS.time;
  if (filters.focus && !isInFocus(fact)) bits |= BITS.focus;
  return bits;
}

function endTypes(fact) {
  return fact.o === null ? [nodes[fact.s].type] : [nodes[fact.s].type, nodes[fact.o].type];
}

function isInTime(fact) {
  const { from, to, by, undated } = filters.time;
  const day = fact[by];
  if (day === null) return undated;
  return (from === null || day >= from) && (to === null || day <= to);
}

function isInFocus(fact) {
  const near = filters.focus.nodes;
  return near.has(fact.s) && (fact.o === null || near.has(fact.o));
}

// How many facts each value of a facet would show, all other filters as they are.
function facetCounts(facet) {
  const counts = new Map();
  const others = 255 ^ BITS[facet];
  for (const fact of facts) {
    if (hiddenBy[fact.id] & others) continue;
    for (const value of facetValues(facet, fact)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

function facetValues(facet, fact) {
  if (facet === "type") return unique(endTypes(fact));
  if (facet === "relation") return [fact.r];
  return facet === "status" ? [fact.status] : fact.sources;
}

function countOpen() {
  const others = 255 ^ BITS.open;
  return facts.filter((fact) => isOpen(fact) && !(hiddenBy[fact.id] & others)).length;
}

// The nodes within some steps of one, over facts that no other filter hides.
function neighbourhood(centre, steps) {
  const near = new Set([centre]);
  let edge = [centre];
  for (let step = 0; step < steps; step += 1) {
    const next = edge.flatMap((id) => nodes[id].lines.filter(isUnfocusedLine).map((line) => otherEnd(line, id)));
    edge = unique(next).filter((id) => !near.has(id));
    edge.forEach((id) => near.add(id));
  }
  return near;
}

function isUnfocusedLine(line) {
  return line.facts.some((id) => (hiddenBy[id] & (255 ^ BITS.focus)) === 0);
}

function isShown(fact) { return hiddenBy[fact.id] === 0; }
function shownOf(line) { return line.facts.map((id) => facts[id]).filter(isShown); }
