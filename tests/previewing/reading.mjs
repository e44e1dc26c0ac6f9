// Asks reading.js (its path is the argument) some questions and prints the answers as JSON.

import { pathToFileURL } from "node:url";

const { PaperText, Parallel, letters } = await import(pathToFileURL(process.argv[2]));

const body = (number) => `This is paragraph ${"abcdefghij"[number]} of the text, with words enough to be told from the others.`;
const notes = ["First note: a gloss of some length that stands at the foot."];

/** Two pages; paragraph c begins on the first and ends on the second, with a note between its halves. */
const pages = [
  [[0.1, body(0)], [0.3, body(1)], [0.5, "This is paragraph c of the text, with words e-"], [0.9, `1 ${notes[0]}`], [0.95, "A running head 1"]],
  [[0.1, "nough to be told from the others."], [0.3, body(3)]],
];
const paper = new PaperText(pages);

/** A web page of four paragraphs, 100 pixels high each, and its notes at the end. */
const texts = [body(0), body(1), body(2), body(3), notes[0]];
const web = (scrolled) => ({
  blocks: texts.map((_, index) => ({ getBoundingClientRect: () => ({ top: index * 100 - scrolled, height: 100 }) })),
  letters: (index) => letters(texts[index]),
  isNote: (index) => index === 4,
  first: () => Math.floor(scrolled / 100),
  moved: null,
  move(index, top) { this.moved = [index, Math.round(top)]; },
});
const follow = (place) => { const page = web(0); new Parallel(page, paper).toWeb(place); return page.moved; };

const edited = new PaperText([[[0.1, "Something that is new here and was not in the text."]], ...pages]);
const key = letters(body(1)).slice(0, 40);

process.stdout.write(JSON.stringify({
  letters: letters("Eﬃcient co-\noperation, 12 [3] naïve Ёлка"),
  same: paper.place(paper.nearest(key, 0)),
  moved: edited.place(edited.nearest(key, 0)),
  gone: edited.nearest("nosuchwordsanywhere", 5),
  start: new Parallel(web(0), paper).toPaper(),
  second: new Parallel(web(100), paper).toPaper(),
  split: new Parallel(web(290), paper).toPaper(),
  note: new Parallel(web(400), paper).toPaper(),
  back: follow({ page: 0, top: 0.3 }),
  over: follow({ page: 1, top: 0.1 }),
  end: follow({ page: 1, top: 0.9 }),
  empty: new PaperText([]).keys(0),
}));
