// The shortest way between two nodes over the facts that are shown, with its sentences.

function shortestPath(from, to) {
  const cameBy = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !cameBy.has(to)) {
    const next = [];
    for (const id of edge) {
      for (const line of nodes[id].lines) {
        const other = otherEnd(line, id);
        if (cameBy.has(other) || !shownOf(line).length) continue;
        cameBy.set(other, { line, id });
        next.push(other);
      }
    }
    edge = next;
  }
  return cameBy.has(to) ? stepsBack(cameBy, to) : null;
}

function stepsBack(cameBy, to) {
  const way = { nodes: [to], lines: [] };
  for (let step = cameBy.get(to); step; step = cameBy.get(step.id)) {
    way.nodes.unshift(step.id);
    way.lines.unshift(step.line);
  }
  return way;
}

function showPath(from, to) {
  const way = shortestPath(from, to);
  if (!way) { toast(`No way from ${labelOf(from)} to ${labelOf(to)} over the facts that are shown`); return; }
  way.nodes.forEach((id) => staged.add(id));
  select({ path: way });
  refreshStageIfNeeded(way.nodes);
  openPanel("Shortest path", [
    el("h2", {}, name(labelOf(from)), " → ", name(labelOf(to))),
    el("p", { className: "also" }, el("span", {}, `${plural(way.lines.length, "step")} over the facts that are shown`)),
    ...way.lines.flatMap((line, place) => pathStep(line, place)),
  ]);
  lookAt(way.nodes);
}

function pathStep(line, place) {
  const fact = shownOf(line)[0];
  const at = fact.at[0];
  return [el("h3", {}, `Step ${place + 1}`), claim(fact), chips(fact),
    el("figure", { className: "proof" }, el("blockquote", {}, markedSentence(at)), provenance(sentences[at.in][0]),
      el("div", { className: "go" }, button("All evidence", () => selectLine(line.id))))];
}

function choosePathEnd(node) {
  const field = el("input", { type: "search", className: "button", placeholder: "Name of the other end", "aria-label": "Name of the other end", id: "path-end" });
  const list = el("ul", { className: "rows" });
  field.addEventListener("input", () => replaceContent(list, searchNodes(field.value).slice(0, 8).map(({ id }) => pathChoice(node, id))));
  openPanel("Path", [el("h2", {}, "From ", name(node.label), " to …"), el("div", { className: "buttons" }, field), el("p", { className: "also" }, el("span", {}, "Or click the other end with Shift held down.")), list], { back: () => showNodePanel(node) });
  field.focus();
}

function pathChoice(node, id) {
  return el("li", {}, el("button", { type: "button", className: "row", onclick: () => showPath(node.id, id) }, symbolAt(24, familyOf(nodes[id])), name(labelOf(id)), el("span")));
}

function symbolAt(size, family) {
  const picture = symbol(family);
  picture.setAttribute("width", String(size));
  picture.setAttribute("height", String(size));
  return picture;
}
