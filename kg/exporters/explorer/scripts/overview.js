// Of a very large graph first its communities, each a bubble; a click opens one.

const bubbles = new Map();
let overview = false;

function isOverview() { return overview; }
function isBubble(id) { return typeof id === "string"; }

function readGroups() {
  (content.groups || []).forEach((group, place) => bubbles.set(`group-${place}`, { ...group, id: `group-${place}`, place }));
}

function enterOverview() {
  overview = true;
  staged.clear();
  syncCanvas();
  nodeItems.add([...bubbles.values()].map(({ id, x, y, size }) => ({ id, x, y, size })));
  showCrumbs();
  fitBubbles();
}

function leaveOverview() {
  if (!overview) return;
  overview = false;
  nodeItems.remove([...bubbles.keys()]);
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

function paintBubbles({ context, scale }) {
  for (const bubble of bubbles.values()) {
    context.beginPath();
    context.arc(bubble.x, bubble.y, bubble.size, 0, Math.PI * 2);
    context.fillStyle = blended(palette[bubble.family], palette.stage, hovered.node === bubble.id ? 0.7 : 0.86);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = blended(palette[bubble.family], palette.stage, 0.35);
    context.stroke();
    paintBubbleName(bubble, context, scale);
  }
}

// Three names of a community in its bubble, as many as fit, and how many nodes it has.
function paintBubbleName(bubble, context, scale) {
  const size = Math.max(11.5, Math.min(14 * scale, 18)) / scale;
  const room = Math.max(0, Math.floor((bubble.size * 1.5) / (size * 1.25)) - 1);
  const names = bubble.name.filter((text) => textWidth(text, context) * size < bubble.size * 2.2).slice(0, room);
  const top = bubble.y - ((names.length + 1) * size * 1.25) / 2;
  context.textAlign = "center";
  names.forEach((text, place) => {
    context.font = `${place ? 450 : 620} ${size}px ${palette.font}`;
    context.fillStyle = palette.text;
    context.fillText(text, bubble.x, top + size * (0.62 + place * 1.25));
  });
  context.font = `450 ${size * 0.88}px ${palette.font}`;
  context.fillStyle = palette.muted;
  context.fillText(bubble.count.toLocaleString("en"), bubble.x, top + size * (0.62 + names.length * 1.25));
}

function bubbleCard(id) {
  const bubble = bubbles.get(id);
  return [`${bubble.name.join(", ")} …`, `${plural(bubble.count, "node")}: click to open`];
}
