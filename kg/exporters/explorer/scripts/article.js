// An article in the page, all its facts marked.

function showArticle(id, at = null) {
  const article = articles[id];
  const back = at ? () => backToSelection() : null;
  openPanel("Article", [
    el("div", { className: "article-head" }, el("h2", {}, name(article.title || article.id)),
      el("p", {}, name(article.unnamed ? article.id : article.source), article.author ? [" · ", name(article.author)] : null, article.date ? ` · ${saidDate(article.date)}` : null, article.url ? [" · ", link(article.url, webAddress(article.url) ? "on the web ↗" : article.url)] : null)),
    el("div", { className: "article-text", dir: "auto" }, articlePieces(id, at)),
  ], { wide: true, back });
  writeAddress({ article: id, start: at ? sentences[at.in][1] : null });
  const here = byId("panel").querySelector(".here");
  if (here) here.scrollIntoView({ block: "center" });
}

function backToSelection() {
  if (selection.line !== null) return showLinePanel(lines[selection.line], selection.fact);
  if (selection.node !== null) return showNodePanel(nodes[selection.node]);
  return closePanel();
}

// The text cut at every sentence that states something.
function articlePieces(id, at) {
  const letters = Array.from(articles[id].text);
  const pieces = [];
  let done = 0;
  for (const place of statedPlaces(id)) {
    const [, start, end] = sentences[place.sentence];
    if (start < done) continue;
    pieces.push(letters.slice(done, start).join(""), statedSentence(place, letters.slice(start, end).join(""), at));
    done = end;
  }
  return [...pieces, letters.slice(done).join("")];
}

function statedPlaces(id) {
  const bySentence = new Map();
  for (const fact of facts) {
    for (const at of fact.at) {
      if (sentences[at.in][0] !== id) continue;
      if (!bySentence.has(at.in)) bySentence.set(at.in, { sentence: at.in, stated: [] });
      bySentence.get(at.in).stated.push({ fact, at });
    }
  }
  return [...bySentence.values()].sort((first, second) => sentences[first.sentence][1] - sentences[second.sentence][1]);
}

function statedSentence({ sentence, stated }, text, at) {
  const here = at && at.in === sentence;
  const chosen = (here && stated.find((each) => each.at.id === at.id)) || stated[0];
  const open = () => { reveal(chosen.fact); selectFact(chosen.fact); };
  const element = el("span", { className: `said${here ? " here" : ""}`, role: "button", tabindex: "0", title: stated.map(({ fact }) => factSentence(fact)).join("\n"), onclick: open });
  element.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
  element.append(...(here ? markedSentence(at) : underlined(text, stated)));
  return element;
}

// Away from the chosen sentence only the words that express a relation are tinted.
function underlined(text, stated) {
  const letters = Array.from(text);
  const triggers = stated.map(({ at }) => at.t).filter(Boolean).sort((first, second) => first[0] - second[0]);
  const pieces = [];
  let done = 0;
  for (const [start, end] of triggers) {
    if (start < done || end > letters.length) continue;
    pieces.push(letters.slice(done, start).join(""), el("mark", { className: "t" }, letters.slice(start, end).join("")));
    done = end;
  }
  return [...pieces, letters.slice(done).join("")];
}
