// The drawing: vis-network moves, zooms, hits and strokes lines; `painting.js` draws symbols and words on top.

let network = null;
let nodeItems = null;
let lineItems = null;
const staged = new Set();
const drawnNodes = new Set();
const drawnLines = new Set();
const selection = { node: null, line: null, fact: null, path: null };
let hovered = { node: null, line: null };
let nearSelection = null;

const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, keyboard: false, zoomSpeed: 0.6, tooltipDelay: 1e9 },
  nodes: { shape: "dot", borderWidth: 0, borderWidthSelected: 0, color: { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)", highlight: { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)" }, hover: { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)" } } },
  edges: { chosen: false, hoverWidth: 0, selectionWidth: 0, smooth: false, arrowStrikethrough: false, scaling: { min: 1, max: 1 } },
};

function startCanvas() {
  nodes.forEach((node) => { if (node.drawn) staged.add(node.id); });
  if (isUpright()) turnUpright();
  nodeItems = new vis.DataSet();
  lineItems = new vis.DataSet();
  network = new vis.Network(byId("canvas"), { nodes: nodeItems, edges: lineItems }, OPTIONS);
  network.on("afterDrawing", paint);
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes: hit }) => { if (hit.length) expand(hit[0]); });
  network.on("hoverNode", ({ node }) => hover({ node, line: null }));
  network.on("blurNode", () => hover({ node: null, line: null }));
  network.on("hoverEdge", ({ edge }) => hover({ node: null, line: edge }));
  network.on("blurEdge", () => hover({ node: null, line: null }));
  network.on("dragging", followDrag);
  network.on("dragEnd", followDrag);
}

function isUpright() {
  const { clientWidth, clientHeight } = byId("canvas");
  return clientWidth < clientHeight * 0.75;
}

// A small graph brings a second layout for a phone; a large one is turned, its names below their symbols.
function turnUpright() {
  for (const node of nodes) {
    delete node.side;
    Object.assign(node, node.upright || { x: node.y, y: node.x });
  }
}

// Small graphs show everything that a filter lets through; of a large one, only what was put on the stage.
function isStaged(id) { return nodes.length <= content.limit || staged.has(id); }

function syncCanvas() {
  const wantedLines = new Set();
  const wantedNodes = new Set();
  for (const fact of shownFacts) {
    const { line } = fact;
    if (!line || !isStaged(line.from) || !isStaged(line.to)) continue;
    wantedLines.add(line.id);
    wantedNodes.add(line.from).add(line.to);
  }
  if (selection.node !== null && isStaged(selection.node)) wantedNodes.add(selection.node);
  network.setOptions({ interaction: { hideEdgesOnDrag: wantedLines.size > 500, hideEdgesOnZoom: wantedLines.size > 1500 } });
  const bent = bendParallel(wantedLines);
  sync(nodeItems, drawnNodes, wantedNodes, (id) => nodeItem(nodes[id]));
  const before = bent.filter((id) => drawnLines.has(id) && wantedLines.has(id));
  sync(lineItems, drawnLines, wantedLines, (id) => lineItem(lines[id]));
  if (before.length) lineItems.update(before.map((id) => ({ id, smooth: smoothOf(lines[id]) })));
  forgetGeometry();
}

// Lines between the same two nodes bend apart, so that each can be seen and clicked; returns those whose bend changes.
function bendParallel(wanted) {
  const pairs = new Map();
  for (const id of wanted) {
    const { from, to } = lines[id];
    const key = from < to ? from * nodes.length + to : to * nodes.length + from;
    if (pairs.has(key)) pairs.get(key).push(id); else pairs.set(key, [id]);
  }
  return [...pairs.values()].flatMap((several) => several.filter((id, place) => bend(lines[id], place, several.length)));
}

function bend(line, place, count) {
  const side = line.from < line.to ? 1 : -1;
  const before = line.bend;
  line.bend = count === 1 ? 0 : side * (place - (count - 1) / 2) * (count === 2 ? 0.34 : 0.26);
  return line.bend !== before;
}

function smoothOf({ bend: by }) {
  return by ? { enabled: true, type: by > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(by) } : { enabled: false };
}

function sync(items, present, wanted, make) {
  const gone = [...present].filter((id) => !wanted.has(id));
  const come = [...wanted].filter((id) => !present.has(id));
  if (gone.length) items.remove(gone);
  if (come.length) items.add(come.map(make));
  gone.forEach((id) => present.delete(id));
  come.forEach((id) => present.add(id));
}

function nodeItem(node) { return { id: node.id, x: node.x, y: node.y, size: node.size + 3 }; }

function lineItem(line) {
  line.look = lookOf(line);
  return {
    id: line.id, from: line.from, to: line.to,
    arrows: relations[line.relation].symmetric ? "" : { to: { enabled: true, scaleFactor: 0.62, type: "arrow" } },
    smooth: smoothOf(line),
    ...strokeOf(line),
  };
}

// Thickness says how many articles say it; pattern and colour say how sure they are.
function strokeOf(line) {
  const width = thickness(line) * (line.look === "strong" ? 1.35 : 1);
  const full = palette[line.status];
  const colour = { faint: blended(full, palette.stage, isCrowded() ? 0.8 : 0.62), calm: blended(full, palette.stage, drawnLines.size > 300 ? 0.7 : 0.3), strong: full }[line.look];
  const dashes = DASHES[line.status].map((length) => length * Math.max(1, width * 0.75));
  return { width, color: { color: colour, highlight: colour, hover: colour, inherit: false }, dashes: dashes.length ? dashes : false };
}

function thickness(line) {
  const sources = unique(line.facts.flatMap((id) => facts[id].articles)).length;
  return Math.min(1.5 + 0.85 * Math.log2(sources), 5);
}

function lookOf(line) {
  if (selection.path) return selection.path.lines.includes(line) ? "strong" : "faint";
  if (selection.line !== null) return selection.line === line.id ? "strong" : "faint";
  if (selection.node !== null) return line.from === selection.node || line.to === selection.node ? "strong" : "faint";
  return "calm";
}

// Only lines whose look changes are given to vis-network again.
function restyle() {
  const changed = [];
  for (const id of drawnLines) {
    const line = lines[id];
    const look = lookOf(line);
    if (look === line.look) continue;
    line.look = look;
    changed.push({ id, ...strokeOf(line) });
  }
  nearSelection = nodesNearSelection();
  if (changed.length) lineItems.update(changed); else network.redraw();
}

function restyleAll() {
  if (!network) return;
  lineItems.update([...drawnLines].map((id) => ({ id, ...strokeOf(lines[id]) })));
  network.redraw();
}

function nodesNearSelection() {
  if (selection.path) return new Set(selection.path.nodes);
  if (selection.line !== null) return new Set([lines[selection.line].from, lines[selection.line].to]);
  if (selection.node === null) return null;
  const near = nodes[selection.node].lines.filter((line) => drawnLines.has(line.id)).map((line) => otherEnd(line, selection.node));
  return new Set([selection.node, ...near]);
}

function clicked({ nodes: hitNodes, edges: hitLines, event }) {
  closeMenus();
  const shift = event && event.srcEvent && event.srcEvent.shiftKey;
  if (hitNodes.length && isBubble(hitNodes[0])) return openCommunity(hitNodes[0]);
  if (hitNodes.length && shift && selection.node !== null) return showPath(selection.node, hitNodes[0]);
  if (hitNodes.length) return selectNode(hitNodes[0], { move: false });
  if (hitLines.length && typeof hitLines[0] === "number") return selectLine(hitLines[0], { move: false });
  return clearSelection();
}

function hover(what) {
  hovered = what;
  byId("canvas").firstElementChild.style.cursor = what.node !== null || what.line !== null ? "pointer" : "default";
  showCard();
  network.redraw();
}

function followDrag({ nodes: moved }) {
  if (!moved.length) return;
  const places = network.getPositions(moved);
  for (const id of moved) if (nodes[id]) Object.assign(nodes[id], places[id]);
  forgetGeometry();
}

function select(changes) {
  Object.assign(selection, { node: null, line: null, fact: null, path: null }, changes);
  network.unselectAll();
  restyle();
  writeAddress();
}

function selectNode(id, { move = true } = {}) {
  stageAround([id], 0);
  select({ node: id });
  refreshStageIfNeeded([id]);
  showNodePanel(nodes[id]);
  if (move) lookAt([id, ...(nearSelection || [])].slice(0, 60)); else keepInSight(id);
}

function selectLine(id, { move = true, fact = null } = {}) {
  const line = lines[id];
  stageAround([line.from, line.to], 0);
  select({ line: id, fact });
  refreshStageIfNeeded([line.from, line.to]);
  showLinePanel(line, fact);
  if (move) lookAt([line.from, line.to]);
}

function selectFact(fact) {
  if (fact.line) return selectLine(fact.line.id, { fact });
  select({ node: fact.s, fact });
  return showFactsPanel([fact], fact);
}

function clearSelection() {
  select({});
  closePanel();
}

// What is selected must be on the stage, even in a large graph.
function stageAround(ids) {
  ids.forEach((id) => staged.add(id));
  leaveOverview();
}

function refreshStageIfNeeded(ids) {
  const missing = ids.some((id) => !drawnNodes.has(id)) || (selection.line !== null && !drawnLines.has(selection.line));
  if (missing) { syncCanvas(); restyle(); }
}

const MOST_EXPANDED = 60;

function expand(id) {
  const near = unique(nodes[id].lines.map((line) => otherEnd(line, id))).filter((other) => !isStaged(other));
  near.sort((first, second) => nodes[second].facts.length - nodes[first].facts.length);
  near.slice(0, MOST_EXPANDED).forEach((other) => staged.add(other));
  refresh();
  selectNode(id, { move: true });
  toast(near.length ? `${plural(Math.min(near.length, MOST_EXPANDED), "neighbour")} added` : "All neighbours are drawn already");
}

function hiddenNeighbours(id) {
  if (nodes.length <= content.limit) return 0;
  return new Set(nodes[id].lines.map((line) => otherEnd(line, id)).filter((other) => !isStaged(other))).size;
}

// The part of the canvas that nothing covers.
function clearView() {
  const stage = byId("canvas").getBoundingClientRect();
  const panel = byId("panel");
  const narrow = window.innerWidth <= 820;
  const right = !panel.hidden && !narrow ? panel.offsetWidth : 0;
  const bottom = !panel.hidden && narrow ? panel.offsetHeight : 0;
  const top = byId("crumbs").childElementCount ? 40 : 0;
  return { width: stage.width - right, height: stage.height - bottom, right, bottom, top };
}

function lookAt(ids, { animate = true, most = 1.1 } = {}) {
  const shown = ids.filter((id) => drawnNodes.has(id)).map((id) => nodes[id]);
  if (!shown.length) return;
  const view = clearView();
  // How much room names take depends on the scale, and the scale on the room: twice round is near enough.
  let area = areaOf(shown, 1);
  for (let round = 0; round < 2; round += 1) area = areaOf(shown, scaleFor(area, view, most));
  moveView(area, view, scaleFor(area, view, most), animate);
}

const EDGE = 14;

function areaOf(shown, scale) {
  const context = byId("canvas").querySelector("canvas").getContext("2d");
  const boxes = shown.flatMap((node) => [symbolBox(node), nameBox(node, context, scale)]);
  const far = (side, sign) => boxes.reduce((most, box) => (sign * box[side] > sign * most ? box[side] : most), boxes[0][side]);
  return { left: far("left", -1), right: far("right", 1), top: far("top", -1), bottom: far("bottom", 1) };
}

function scaleFor({ left, right, top, bottom }, view, most) {
  return Math.min(most, (view.width - 2 * EDGE) / (right - left), (view.height - view.top - 2 * EDGE) / (bottom - top));
}

const MOST_ANIMATED = 1500;

function moveView({ left, right, top, bottom }, view, scale, animate) {
  const position = {
    x: (left + right) / 2 + view.right / 2 / scale,
    y: (top + bottom) / 2 + (view.bottom - view.top) / 2 / scale,
  };
  // vis-network counts frames, not time: where a frame is slow, its animation would take seconds.
  const still = !animate || drawnLines.size > MOST_ANIMATED || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position, scale, animation: still ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
}

function fitAll({ animate = true } = {}) { lookAt([...drawnNodes], { animate, most: 1.15 }); }

const LEAST_SCALE = 0.34;

// The first look: everything; where that would be too small to see, the surroundings of the most connected node.
function firstLook() {
  fitAll({ animate: false });
  const [hub] = orderedNodes();
  if (hub && network.getScale() < LEAST_SCALE) network.moveTo({ position: { x: hub.x, y: hub.y }, scale: LEAST_SCALE * 1.5 });
}

function keepInSight(id) {
  const view = clearView();
  const spot = network.canvasToDOM({ x: nodes[id].x, y: nodes[id].y });
  if (spot.x > view.width - 40 || spot.y > view.height - 40) lookAt([id, ...(nearSelection || [])]);
}

function showCard() {
  const card = byId("card");
  const text = hovered.node !== null ? nodeCard(hovered.node) : hovered.line !== null ? lineCard(hovered.line) : null;
  card.hidden = !text;
  if (!text) return;
  replaceContent(card, name(text[0]), el("small", {}, text[1]));
  const spot = network.canvasToDOM(hovered.node !== null ? placeOf(hovered.node) : pointOn(lines[hovered.line], 0.5));
  const stage = byId("canvas").getBoundingClientRect();
  card.style.left = `${Math.max(8, Math.min(spot.x + 14, stage.width - card.offsetWidth - 8))}px`;
  card.style.top = `${Math.max(8, Math.min(spot.y + 18, stage.height - card.offsetHeight - 8))}px`;
}

function nodeCard(id) {
  if (isBubble(id)) return bubbleCard(id);
  const node = nodes[id];
  const more = hiddenNeighbours(id);
  return [node.label, `${types[node.type].label} · ${plural(node.facts.length, "fact")}${more ? ` · ${more} more neighbours: double-click` : ""}`];
}

function lineCard(id) {
  if (typeof id !== "number") return null;
  const several = shownOf(lines[id]);
  const fact = several[0] || facts[lines[id].facts[0]];
  const sources = unique(several.flatMap((each) => each.articles)).length;
  const detail = [STATUS_WORDS[fact.status].toLowerCase(), fact.date && saidDate(fact.date), plural(sources, "article"), `${percent(fact.sure)} sure`];
  return [factSentence(fact), detail.filter(Boolean).join(" · ")];
}
