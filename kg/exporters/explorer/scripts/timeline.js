// The time line: bars of how many facts a day, month or year has, and two handles.

const MOST_BARS = 96;
const timeView = { bins: [], first: null };

function startTimeline() {
  const choice = el("select", { id: "time-by", "aria-label": "Which date" },
    el("option", { value: "day" }, "it happens"), el("option", { value: "said" }, "it was published"));
  if (facts.every((fact) => fact.day === null) && facts.some((fact) => fact.said !== null)) filters.time.by = "said";
  choice.value = filters.time.by;
  choice.addEventListener("change", () => { Object.assign(filters.time, { by: choice.value, from: null, to: null }); buildBins(); refresh(); });
  const undated = el("input", { type: "checkbox", id: "undated" });
  undated.checked = filters.time.undated;
  undated.addEventListener("change", () => { filters.time.undated = undated.checked; refresh(); });
  const legend = el("div", { className: "legend" }, el("h2", {}, "When ", choice), el("label", {}, undated, el("span", { id: "undated-label" }, "without a date")));
  byId("time").append(legend, el("div", { className: "bars", id: "bars" }));
  buildBins();
}

function buildBins() {
  const days = facts.map((fact) => fact[filters.time.by]).filter((day) => day !== null);
  timeView.unit = days.length ? unitFor(Math.min(...bounds(days)), Math.max(...bounds(days))) : "day";
  timeView.bins = days.length ? binsBetween(...bounds(days), timeView.unit) : [];
  buildBars();
}

function bounds(days) {
  let least = days[0];
  let most = days[0];
  for (const day of days) { if (day < least) least = day; if (day > most) most = day; }
  return [least, most];
}

function unitFor(first, last) {
  if (last - first < MOST_BARS) return "day";
  return last - first < MOST_BARS * 30 ? "month" : "year";
}

// The first day of each bin, and one past the end.
function binsBetween(first, last, unit) {
  const starts = [];
  const date = new Date(first * 86400000);
  if (unit !== "day") date.setUTCDate(1);
  if (unit === "year") date.setUTCMonth(0);
  while (date.getTime() / 86400000 <= last) {
    starts.push(Math.round(date.getTime() / 86400000));
    if (unit === "day") date.setUTCDate(date.getUTCDate() + 1);
    else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCFullYear(date.getUTCFullYear() + 1);
  }
  return [...starts, Math.round(date.getTime() / 86400000)];
}

function buildBars() {
  const count = timeView.bins.length - 1;
  const place = byId("bars");
  if (count < 1) { place.className = "empty"; replaceContent(place, "No fact here says when, with a year."); return; }
  place.className = "bars";
  const drawing = svg("svg", { viewBox: `0 0 ${count} 44`, preserveAspectRatio: "none", "aria-hidden": "true", id: "bar-drawing" });
  const handles = count > 1 ? [handle("from", 0, count), handle("to", count, count)] : [];
  const scale = el("div", { className: "scale" }, el("span", {}, binLabel(0)), el("output", { id: "range" }), el("span", {}, count > 1 ? binLabel(count - 1) : ""));
  replaceContent(place, drawing, handles, scale);
}

function handle(end, value, most) {
  const slider = el("input", { type: "range", id: `time-${end}`, min: "0", max: String(most), step: "1", "aria-label": end === "from" ? "From" : "To" });
  slider.value = String(value);
  slider.addEventListener("input", () => movedHandle());
  return slider;
}

function movedHandle() {
  const count = timeView.bins.length - 1;
  const from = byId("time-from");
  const to = byId("time-to");
  const first = Math.min(Number(from.value), Number(to.value));
  const last = Math.max(Number(from.value), Number(to.value), first + 1);
  filters.time.from = first === 0 ? null : timeView.bins[first];
  filters.time.to = last >= count ? null : timeView.bins[last] - 1;
  refreshSoon();
}

function binLabel(place) {
  const date = dayAsDate(timeView.bins[Math.min(place, timeView.bins.length - 2)]);
  return saidDate(timeView.unit === "day" ? date : timeView.unit === "month" ? date.slice(0, 7) : date.slice(0, 4));
}

function showTimeline() {
  const count = timeView.bins.length - 1;
  const others = 255 ^ BITS.time;
  const heights = new Array(Math.max(count, 0)).fill(0);
  let undated = 0;
  for (const fact of facts) {
    if (hiddenBy[fact.id] & others) continue;
    const day = fact[filters.time.by];
    if (day === null) undated += 1; else heights[binOf(day)] += 1;
  }
  byId("undated-label").textContent = `without a date (${undated.toLocaleString("en")})`;
  byId("undated").checked = filters.time.undated;
  if (count >= 1) { drawBars(heights); showRange(); }
}

function binOf(day) {
  let low = 0;
  let high = timeView.bins.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeView.bins[middle] <= day) low = middle; else high = middle - 1;
  }
  return low;
}

function drawBars(heights) {
  const most = Math.max(...heights, 1);
  const wide = byId("bars").clientWidth || 600;
  const gap = Math.max(0.16, 1 - (26 * heights.length) / wide);
  const rects = heights.map((height, place) => svg("rect", {
    x: place + gap / 2, width: 1 - gap, y: 40 - barHeight(height, most), height: barHeight(height, most), class: isBinIn(place) ? "in" : "out",
  }));
  byId("bar-drawing").replaceChildren(...rects);
}

// One fact among hundreds must still be seen.
function barHeight(height, most) { return height ? Math.max((height / most) * 38, 3) : 0; }

function isBinIn(place) {
  const { from, to } = filters.time;
  return (from === null || timeView.bins[place] >= from) && (to === null || timeView.bins[place] <= to);
}

function showRange() {
  const { from, to } = filters.time;
  const first = from === null ? 0 : binOf(from);
  const last = to === null ? timeView.bins.length - 2 : binOf(to);
  byId("range").textContent = from === null && to === null ? "" : first === last ? binLabel(first) : `${binLabel(first)} – ${binLabel(last)}`;
  if (!byId("time-from")) return;
  byId("time-from").value = String(first);
  byId("time-to").value = String(last + 1);
}
