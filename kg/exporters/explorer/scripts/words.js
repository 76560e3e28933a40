// Numbers and dates as people say them.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const STATUS_WORDS = {
  asserted: "Asserted", planned: "Planned", reported: "Reported", possible: "Possible", denied: "Denied",
};
const STATUS_MEANING = {
  asserted: "the writer says that it is so",
  planned: "it is to happen",
  reported: "somebody claims it; the writer does not",
  possible: "it might be so",
  denied: "it is said not to be so",
};

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function saidDate(date) {
  const parts = /^(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
  if (!parts) return date || "";
  const month = parts[2] ? MONTHS[Number(parts[2]) - 1] : "";
  return [parts[3] && Number(parts[3]), month, parts[1] === "-" ? "" : parts[1]].filter(Boolean).join(" ");
}

// Nothing that was read from a sentence is wholly sure: 99.7 % is not rounded to 100.
function percent(share) { return `${share < 1 ? Math.min(Math.round(share * 100), 99) : 100} %`; }

function factSentence(fact) {
  return [labelOf(fact.s), relationLabel(fact), labelOf(fact.o)].filter(Boolean).join(" ");
}

function dayAsDate(day) { return new Date(day * 86400000).toISOString().slice(0, 10); }

// Searching must find Sao in São, and nothing must depend on capitals.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
}
