// What the keyboard does.

const KEYS = [
  ["/", "search names, aliases, sentences"],
  ["Esc", "close what is open, show everything unmarked"],
  ["0", "show everything"],
  ["+  −", "nearer, farther"],
  ["← ↑ ↓ →", "to the next node in that direction"],
  ["Enter", "add the neighbours of the chosen node"],
  ["T", "table or graph"],
];
const MOUSE = [
  ["click a line", "the sentences that say it, marked"],
  ["click a node", "its names, facts and articles"],
  ["double-click a node", "add its neighbours"],
  ["Shift and click", "the shortest path from the chosen node"],
];

function startKeys() {
  document.addEventListener("keydown", keyPressed);
  byId("canvas").addEventListener("keydown", canvasKey);
}

function isTyping(event) { return /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range"; }

function keyPressed(event) {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  const action = {
    "/": () => byId("find").focus(), Escape: escapePressed, 0: () => fitAll(), "?": showHelp,
    t: () => showTable(!isTableShown()), "+": () => zoom(1.25), "-": () => zoom(0.8),
  }[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function escapePressed() {
  if (!byId("save-menu").hidden) closeMenus();
  else clearSelection();
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 5), animation: false });
}

function canvasKey(event) {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (direction) { event.preventDefault(); stepTowards(direction); }
  if (event.key === "Enter" && selection.node !== null) expand(selection.node);
}

function stepTowards([x, y]) {
  if (!drawnNodes.size) return;
  if (selection.node === null) { selectNode(orderedNodes()[0].id, { move: false }); return; }
  const here = nodes[selection.node];
  let best = null;
  for (const id of drawnNodes) {
    const along = (nodes[id].x - here.x) * x + (nodes[id].y - here.y) * y;
    const aside = Math.abs((nodes[id].x - here.x) * y + (nodes[id].y - here.y) * x);
    const cost = along > 4 ? along + aside * 2.2 : Infinity;
    if (cost < (best ? best.cost : Infinity)) best = { id, cost };
  }
  if (best) selectNode(best.id, { move: false });
}

function showHelp() {
  const dialog = byId("dialog");
  const row = ([what, effect]) => [el("dt", {}, el("kbd", {}, what)), el("dd", {}, effect)];
  replaceContent(dialog, el("h2", {}, "Every line answers: who says so?"), el("dl", {}, MOUSE.flatMap(row), KEYS.flatMap(row)),
    button("Close", () => dialog.close(), "button main close"));
  dialog.showModal();
}
