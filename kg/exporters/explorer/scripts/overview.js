// Of a very large graph first its communities, each a bubble; a click opens one.

const bubbles = new Map();
let overview = false;

function isOverview() { return overview; }
function isBubble(id) { return typeof id === "string"; }

function startOverview() {
  (content.groups || []).forEach((group, place) => bubbles.set(`group-${place}`, { ...group, id: `group-${place}`, place }));
  if (content.overview) enterOverview();
}

function enterOverview() {
  overview = true;
  staged.clear();
  syncCanvas();
  nodeItems.add([...bubbles.values()].map(({ id, x, y, size }) => ({ id, x, y, size })));
  lineItems.add((content.ties || []).map(([from, to, count], place) => tieItem(place, from, to, count)));
  showCrumbs();
  fitBubbles();
}

function tieItem(place, from, to, count) {
  const colour = blended(palette.asserted, palette.stage, 0.6);
  return { id: `tie-${place}`, from: `group-${from}`, to: `group-${to}`, arrows: "", smooth: false, width: Math.min(1 + Math.log2(count), 8), color: { color: colour, hover: colour, highlight: colour } };
}

function leaveOverview() {
  if (!overview) return;
  overview = false;
  nodeItems.remove([...bubbles.keys()]);
  lineItems.remove((content.ties || []).map((_, place) => `tie-${place}`));
}

function openCommunity(id) {
  const { place } = bubbles.get(id);
  leaveOverview();
  staged.clear();
  nodes.filter((node) => node.group === place)
    .sort((first, second) => second.facts.length - first.facts.length || first.id - second.id)
    .slice(0, content.limit).forEach((node) => staged.add(node.id));
  refresh();
  fitAll();
}

function fitBubbles() {
  const places = [...bubbles.values()];
  const view = clearView();
  const reach = (axis, side) => side * Math.max(...places.map((bubble) => side * bubble[axis] + bubble.size + 60));
  const [left, right, top, bottom] = [reach("x", -1), reach("x", 1), reach("y", -1), reach("y", 1)];
  const scale = Math.min(1.2, view.width / (right - left), (view.height - view.top) / (bottom - top));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

function paintBubbles({ context, scale, space }) {
  for (const bubble of bubbles.values()) {
    context.beginPath();
    context.arc(bubble.x, bubble.y, bubble.size, 0, Math.PI * 2);
    context.fillStyle = blended(palette[bubble.family], palette.stage, hovered.node === bubble.id ? 0.6 : 0.78);
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette[bubble.family];
    context.stroke();
    paintBubbleName(bubble, context, scale, space);
  }
}

function paintBubbleName(bubble, context, scale, space) {
  const size = Math.max(11.5, Math.min(15 * scale, 18)) / scale;
  const half = Math.max(...bubble.name.map((line) => textWidth(line, context))) * size / 2;
  const height = bubble.name.length * size * 1.2;
  const box = { left: bubble.x - half, right: bubble.x + half, top: bubble.y - height / 2, bottom: bubble.y + height / 2 };
  if (space.isTaken(box)) return;
  space.take(box);
  context.font = `560 ${size}px ${palette.font}`;
  context.textAlign = "center";
  bubble.name.forEach((line, place) => paintWords(context, line, bubble.x, box.top + size * (0.6 + place * 1.2), size));
}

function bubbleCard(id) {
  const bubble = bubbles.get(id);
  return [`${bubble.name.join(", ")} …`, `${plural(bubble.count, "node")}: click to open`];
}
