// Reads a graph with somebody else's reader and prints what it sees: node read.js gexf|cyjs FILE
const fs = require("fs");
const [kind, file] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");

function gexf() {
  const { MultiDirectedGraph } = require("graphology");
  const graph = require("graphology-gexf").parse(MultiDirectedGraph, text);
  const nodes = graph.mapNodes((id, data) => ({ id, ...data }));
  const edges = graph.mapEdges((id, data, source, target) => ({ id, source, target, ...data }));
  return { nodes, edges };
}

function cyjs() {
  const cytoscape = require("cytoscape");
  const graph = cytoscape({ headless: true, elements: JSON.parse(text).elements });
  return { nodes: graph.nodes().map((n) => n.data()), edges: graph.edges().map((e) => e.data()) };
}

process.stdout.write(JSON.stringify({ gexf, cyjs }[kind]()));
