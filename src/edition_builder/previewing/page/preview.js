// The preview's page: asks what is new, shows it, keeps the reader's place. Nothing here reaches an output file.

import { PaperPane } from "/paper.js";
import { Parallel, WebText } from "/reading.js";

const byId = (id) => document.getElementById(id);
const textPane = byId("text");
const paper = new PaperPane(byId("paper"));
const NOTHING = { number: -1, html: 0, pages: 0 };

let shown = { ...NOTHING };
let frame = null;
let web = null;
let parallel = null;
let leader = null; // the pane that the reader moves; the other one follows

/* What is new */

async function listen() {
  for (;;) {
    if (document.hidden) await until(document, "visibilitychange");
    try {
      const answer = await fetch(shown.number < 0 ? "/state" : `/state?after=${shown.number}`);
      const state = await answer.json();
      await take(state);
      if (state.over) return ended();
    } catch {
      ended();
      shown = { ...NOTHING };
      await new Promise((go) => setTimeout(go, 1500));
    }
  }
}

const until = (target, event) => new Promise((go) => target.addEventListener(event, go, { once: true }));

async function take(state) {
  const before = shown;
  shown = { number: state.number, html: before.html, pages: before.pages };
  say(state);
  tell(state);
  if (state.html !== before.html && state.html) await showText(state.html);
  if (state.pages !== before.pages && state.pages) await showPages(state);
  showReason(state);
}

/* The web page */

function showText(number) {
  return new Promise((done) => {
    const coming = document.createElement("iframe");
    coming.className = "coming";
    coming.title = "The edition as a web page";
    coming.addEventListener("load", () => {
      changeFrame(coming);
      shown.html = number;
      done();
    }, { once: true });
    coming.src = `/edition.html?number=${number}`;
    textPane.append(coming);
  });
}

/** Change to a page that is loaded: same place, same light, and no flash between. */
function changeFrame(coming) {
  const page = coming.contentDocument;
  const night = frame?.contentDocument?.getElementById("night")?.checked;
  if (night && page.getElementById("night")) page.getElementById("night").checked = true;
  const place = web?.place();
  web = new WebText(page);
  web.restore(place);
  parallel = null;
  coming.className = "";
  [...textPane.children].forEach((one) => one !== coming && one.remove());
  frame = coming;
  page.addEventListener("click", leaving);
  page.addEventListener("auxclick", leaving);
  for (const event of ["wheel", "touchstart", "keydown", "pointerdown", "pointermove"]) {
    page.addEventListener(event, () => { leader = "text"; }, { passive: true });
  }
  page.addEventListener("scroll", () => follow("text"), { passive: true });
}

/** Links that lead out of the edition are shown and not followed. */
function leaving(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  const words = byId("outside");
  words.textContent = `This link leads out of the edition: ${link.href}`;
  words.hidden = false;
  clearTimeout(leaving.timer);
  leaving.timer = setTimeout(() => { words.hidden = true; }, 6000);
}

/* The pages */

async function showPages(state) {
  const answer = await fetch(`/lines?number=${state.pages}`);
  if (!answer.ok) return; // newer ones have come: the next state names them
  paper.show(state.pages, state.sizes, await answer.json());
  parallel = null;
  shown.pages = state.pages;
}

/** Why there are no pages, or none of this text, stands where they would be. */
function showReason({ reason, pages }) {
  paper.pane.querySelector(".why")?.remove();
  const empty = paper.pane.querySelector(".empty");
  if (empty) empty.hidden = Boolean(reason);
  if (!reason) return;
  const why = document.createElement("p");
  why.className = "why";
  why.textContent = `${pages ? "These pages are from before: the" : "The"} PDF cannot be made.\n${reason}`;
  paper.pane.prepend(why);
}

/* Both together */

for (const event of ["wheel", "touchstart", "keydown", "pointerdown", "pointermove"]) {
  paper.pane.addEventListener(event, () => { leader = "paper"; }, { passive: true });
}
paper.pane.addEventListener("scroll", () => follow("paper"), { passive: true });

let waiting = false;

function follow(moved) {
  if (moved !== leader || waiting || !byId("together").checked) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    if (!web || !paper.text.text) return;
    parallel ??= new Parallel(web, paper.text);
    if (moved === "text") {
      const place = web.scroller.scrollTop < 1 ? { page: 0, top: 0, above: 24 } : parallel.toPaper();
      if (place) paper.move(place, place.above);
    } else {
      const place = paper.place();
      if (place) parallel.toWeb(place);
    }
  });
}

/* What is said */

function say({ makingText, makingPages, outdated, reason, pages, findings, problem }) {
  const broken = Boolean(problem) || findings.some((one) => one.severity === "error");
  const status = byId("status");
  status.className = broken && !makingText ? "error" : "";
  document.title = broken ? "✗ Preview" : "Preview";
  if (makingText) status.textContent = "Reading the manuscript …";
  else if (outdated) status.textContent = "There is an error: what you see is from before it";
  else if (broken && reason && pages) status.textContent = "There is an error: the book pages are from before it";
  else if (broken && !makingPages) status.textContent = "There is an error";
  else status.textContent = makingPages ? "The pages are being set …" : "As saved";
}

/** The findings in the words of the command line. */
function tell({ findings, problem, makingText }) {
  if (makingText) return; // what was found before stands until something else is known
  const rows = findings.map(finding);
  if (problem) rows.push(finding({ place: "", severity: "error", code: "", message: problem[0], hint: problem[1] }));
  byId("list").replaceChildren(...rows);
  byId("findings").hidden = !rows.length;
  const errors = rows.filter((row) => row.classList.contains("error")).length;
  byId("fold").textContent = [[errors, "error"], [rows.length - errors, "warning"]]
    .filter(([count]) => count).map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`).join(", ");
  byId("fold").className = errors ? "error" : "";
}

function finding({ place, severity, code, message, hint }) {
  const row = document.createElement("li");
  row.className = severity;
  if (place) row.append(part("place", place), ": ");
  row.append(part("kind", code ? `${severity} ${code}` : severity), `: ${message}`);
  if (hint) row.append(part("hint", `hint: ${hint}`));
  return row;
}

function part(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}

function ended() {
  byId("status").textContent = "The preview has ended; start it again to go on";
  byId("status").className = "error";
}

/* What the reader chooses */

byId("fold").addEventListener("click", () => {
  const open = byId("fold").getAttribute("aria-expanded") === "true";
  byId("fold").setAttribute("aria-expanded", String(!open));
  byId("list").hidden = open;
});

for (const button of document.querySelectorAll(".tabs button")) {
  button.addEventListener("click", () => {
    document.body.dataset.pane = button.dataset.pane;
    document.querySelectorAll(".tabs button").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  });
}

listen();
