// Draws symbols, names and the labels of lines over the lines of vis-network; words give way to each other, never overlap.

const NAME_SIZE = 13.5;
const LINE_LABEL_SIZE = 11.5;
const MOST_LINE_LABELS = 150;
const shapePaths = {};
const picturePaths = {};
const widths = new Map();
let paintOrder = null;
let painted = { names: [], labels: [] };

function forgetGeometry() { paintOrder = null; }

function placeOf(id) { return isBubble(id) ? bubbles.get(id) : nodes[id]; }

// The way of a line: from the rim of one symbol to the other, over `via` when it bends (the formula of vis-network).
function wayOf(line) {
  const from = nodes[line.from];
  const to = nodes[line.to];
  if (line.from === line.to) return loopOf(from);
  if (!line.bend) return { from, to, via: null };
  const factor = line.bend;
  const reach = Math.abs(factor) * 0.5 + 0.5;
  const length = Math.hypot(to.x - from.x, from.y - to.y);
  const angle = Math.atan2(from.y - to.y, to.x - from.x) + (0.5 * factor + 0.5) * Math.PI;
  return { from, to, via: { x: from.x + reach * length * Math.sin(angle), y: from.y + reach * length * Math.cos(angle) } };
}

function loopOf(node) {
  const from = { x: node.x, y: node.y - node.size };
  return { from, to: { x: node.x + node.size, y: node.y }, via: { x: node.x + node.size * 3, y: node.y - node.size * 3 } };
}

function pointOn(line, share) {
  const { from, to, via } = wayOf(line);
  const rest = 1 - share;
  if (!via) return { x: from.x * rest + to.x * share, y: from.y * rest + to.y * share };
  return {
    x: rest * rest * from.x + 2 * rest * share * via.x + share * share * to.x,
    y: rest * rest * from.y + 2 * rest * share * via.y + share * share * to.y,
  };
}

function paint(context) {
  const view = { scale: network.getScale(), context, space: new Space(network.getScale()), seen: seenArea() };
  const order = orderedNodes().filter((node) => isSeen(node, view.seen));
  context.textBaseline = "middle";
  for (let place = order.length - 1; place >= 0; place -= 1) paintSymbol(order[place], view);
  if (isOverview()) paintBubbles(view);
  painted = { names: [], labels: [] };
  paintNames(order, view);
  paintLineLabels(view);
}

// In a small picture no name may touch a symbol; in a crowded one the name of a hub goes over the symbols of lesser nodes.
const MOST_UNCROWDED = 90;

function isCrowded() { return drawnNodes.size > MOST_UNCROWDED; }

function paintNames(order, view) {
  const crowded = isCrowded();
  if (!crowded) order.forEach((node) => view.space.take(symbolBox(node)));
  const urgent = order.filter((node) => isUrgent(node.id));
  const rest = order.filter((node) => !isUrgent(node.id));
  for (const node of [...urgent, ...rest]) {
    if (crowded) view.space.take(symbolBox(node));
    paintName(node, view);
  }
}

function seenArea() {
  const canvas = byId("canvas");
  const start = network.DOMtoCanvas({ x: 0, y: 0 });
  const end = network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

// Near enough that symbol or name reach into the picture.
function isSeen({ x, y }, { left, top, right, bottom }) {
  return x > left - 120 && x < right + 120 && y > top - 80 && y < bottom + 80;
}

function isInside(box, area) {
  return box.left > area.left && box.right < area.right && box.top > area.top && box.bottom < area.bottom;
}

function orderedNodes() {
  paintOrder ||= [...drawnNodes].map((id) => nodes[id]).sort((first, second) => second.size - first.size || first.id - second.id);
  return paintOrder;
}

function isUrgent(id) { return id === selection.node || id === hovered.node || Boolean(nearSelection && nearSelection.has(id)); }
function isFaint(id) { return Boolean(nearSelection) && !nearSelection.has(id) && id !== hovered.node; }

function paintSymbol(node, { context, scale }) {
  const family = familyOf(node);
  context.save();
  context.translate(node.x, node.y);
  context.scale(node.size, node.size);
  paintRing(node, context, family, scale);
  context.fillStyle = isFaint(node.id) ? blended(palette[family], palette.stage, isCrowded() ? 0.74 : 0.52) : palette[family];
  context.strokeStyle = palette.stage;
  context.lineWidth = 5 / node.size;
  context.lineJoin = "round";
  context.stroke(shapePath(family));
  context.fill(shapePath(family));
  if (node.size * scale > 7) {
    context.fillStyle = palette.stage;
    context.fill(picturePath(family), "evenodd");
  }
  context.restore();
  if (scale > 0.7) paintMore(node, context);
}

function paintRing(node, context, family, scale) {
  if (node.id !== selection.node && node.id !== hovered.node) return;
  context.strokeStyle = palette[family];
  context.lineWidth = (11 + 5 / Math.max(scale, 0.4)) / node.size;
  context.lineJoin = "round";
  context.globalAlpha = node.id === selection.node ? 0.38 : 0.22;
  context.stroke(shapePath(family));
  context.globalAlpha = 1;
}

// How many neighbours a large graph does not draw yet.
function paintMore(node, context) {
  node.more ??= hiddenNeighbours(node.id);
  if (!node.more || isFaint(node.id)) return;
  const x = node.x + node.size * 0.8;
  const y = node.y - node.size * 0.8;
  context.font = `600 9px ${palette.font}`;
  context.textAlign = "center";
  const text = `+${node.more}`;
  const half = context.measureText(text).width / 2 + 4;
  roundBox(context, { left: x - half, top: y - 7, right: x + half, bottom: y + 7 }, 7);
  context.fillStyle = palette.surface;
  context.fill();
  context.fillStyle = palette.muted;
  context.fillText(text, x, y + 0.5);
}

function shapePath(family) { return (shapePaths[family] ||= new Path2D(SHAPES[family])); }
function picturePath(family) { return (picturePaths[family] ||= new Path2D(PICTURES[family])); }

function symbolBox(node) {
  const reach = node.size * 0.86;
  return { left: node.x - reach, right: node.x + reach, top: node.y - reach, bottom: node.y + reach };
}

// The size of words on the screen stays within what can be read, whatever the zoom.
function nameSize(node, scale) {
  const boost = 1 + Math.min(node.size - 13, 21) / 110;
  return Math.max(11.5, Math.min(NAME_SIZE * boost * scale, 16.5)) / scale;
}

const NAME_SIDES = ["below", "above", "right", "left"];

function nameBox(node, context, scale, side = node.side || "below") {
  const size = nameSize(node, scale);
  const width = Math.max(...node.name.map((line) => textWidth(line, context))) * size + 6 / scale;
  const height = node.name.length * size * 1.19;
  const reach = node.size + 3.5;
  if (side === "right" || side === "left") {
    const left = side === "right" ? node.x + reach : node.x - reach - width;
    return { left, right: left + width, top: node.y - height / 2, bottom: node.y + height / 2, size };
  }
  const top = side === "above" ? node.y - reach - height : node.y + reach;
  return { left: node.x - width / 2, right: node.x + width / 2, top, bottom: top + height, size };
}

// Where the layout wants the name, else on whichever side is free; what somebody looks at is always named.
function freeNameBox(node, { context, scale, space, seen }) {
  const wished = nameBox(node, context, scale);
  if (!space.isTaken(wished)) return wished;
  for (const side of NAME_SIDES) {
    const box = nameBox(node, context, scale, side);
    if (!space.isTaken(box) && isInside(box, seen)) return box;
  }
  return node.id === selection.node || node.id === hovered.node ? wished : null;
}

function textWidth(text, context) {
  if (!widths.has(text)) {
    context.font = `500 100px ${palette.font}`;
    widths.set(text, context.measureText(text).width / 100);
  }
  return widths.get(text);
}

// What stands back keeps its name while there are few, in a softer tone.
function paintName(node, view) {
  const faint = isFaint(node.id);
  if (faint && isCrowded()) return;
  const { context } = view;
  const box = freeNameBox(node, view);
  if (!box) return;
  view.space.take(box);
  painted.names.push({ id: node.id, ...box });
  context.font = `${node.id === selection.node ? 650 : 530} ${box.size}px ${palette.font}`;
  context.textAlign = "center";
  context.lineJoin = "round";
  const colour = faint ? blended(palette.muted, palette.stage, 0.25) : palette.text;
  node.name.forEach((line, place) => paintWords(context, line, (box.left + box.right) / 2, box.top + box.size * (0.62 + place * 1.19), box.size, colour));
}

function paintWords(context, text, x, y, size, colour) {
  context.strokeStyle = palette.stage;
  context.lineWidth = size * 0.32;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function paintLineLabels(view) {
  const wanted = labelledLines();
  wanted.forEach((line) => paintLineLabel(line, view));
}

// All lines while they are few, else only those that somebody looks at.
function labelledLines() {
  const urgent = [...drawnLines].map((id) => lines[id]).filter((line) => line.look === "strong" || line.id === hovered.line);
  if (nearSelection || drawnLines.size > MOST_LINE_LABELS) return urgent.slice(0, 80);
  const calm = [...drawnLines].map((id) => lines[id]).filter((line) => line.look === "calm" && line.id !== hovered.line);
  return [...urgent, ...calm.sort((first, second) => lengthOf(second) - lengthOf(first))];
}

function lengthOf(line) {
  return Math.hypot(nodes[line.from].x - nodes[line.to].x, nodes[line.from].y - nodes[line.to].y);
}

function lineLabel(line) {
  const count = shownOf(line).length;
  return count > 1 ? `${relations[line.relation].label} ×${count}` : relations[line.relation].label;
}

const SHARES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68];

function paintLineLabel(line, view) {
  const { context, scale, space } = view;
  const size = Math.max(10.5, Math.min(LINE_LABEL_SIZE * scale, 13)) / scale;
  const label = shortened(lineLabel(line), 34);
  const half = { x: (textWidth(label, context) * size + size * 0.9) / 2, y: size * 0.74 };
  const urgent = line.look === "strong" || line.id === hovered.line;
  const looked = line.id === selection.line || line.id === hovered.line;
  const box = freeBox(line, half, space) || (looked && boxAt(pointOn(line, 0.5), half));
  if (!box || !isSeen({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, view.seen)) return;
  space.take(box);
  painted.labels.push({ id: line.id, ...box });
  paintPill(context, box, label, palette[line.status], size, urgent);
}

function shortened(text, most) { return text.length > most ? `${Array.from(text).slice(0, most - 1).join("")}…` : text; }

function freeBox(line, half, space) {
  for (const share of SHARES) {
    const box = boxAt(pointOn(line, share), half);
    if (!space.isTaken(box)) return box;
  }
  return null;
}

function boxAt(point, half) {
  return { left: point.x - half.x, right: point.x + half.x, top: point.y - half.y, bottom: point.y + half.y };
}

function paintPill(context, box, label, colour, size, urgent) {
  context.globalAlpha = 0.94;
  roundBox(context, box, size * 0.5);
  context.fillStyle = palette.stage;
  context.fill();
  context.globalAlpha = 1;
  context.font = `${urgent ? 600 : 480} ${size}px ${palette.font}`;
  context.textAlign = "center";
  context.fillStyle = colour;
  context.fillText(label, (box.left + box.right) / 2, (box.top + box.bottom) / 2 + size * 0.04);
}

function roundBox(context, { left, top, right, bottom }, radius) {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, radius);
}

// What is taken on the plane, in cells of the screen, so that a thousand words are placed in a few milliseconds.
class Space {
  constructor(scale) {
    this.cell = 72 / scale;
    this.margin = 1.5 / scale;
    this.cells = new Map();
  }

  * keys({ left, top, right, bottom }) {
    for (let x = Math.floor(left / this.cell); x <= Math.floor(right / this.cell); x += 1) {
      for (let y = Math.floor(top / this.cell); y <= Math.floor(bottom / this.cell); y += 1) yield x * 65536 + y;
    }
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  isTaken(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) if (this.overlap(box, other)) return true;
    }
    return false;
  }

  overlap(one, other) {
    const { margin } = this;
    return one.left < other.right + margin && one.right > other.left - margin
      && one.top < other.bottom + margin && one.bottom > other.top - margin;
  }
}
