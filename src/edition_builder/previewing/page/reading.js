// Where a reader is, in words and not in pixels, so that it survives a new build and holds on the other side too.

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, pre, li, td, th, figcaption";
const KEY = 40; // letters that tell a paragraph from the others
const SHORT = 12; // with fewer letters a paragraph could be anywhere

/** Letters alone: white space, hyphens, numbers of notes and ligatures differ between a web page and a printed one. */
export const letters = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}]/gu, "");

/** Where a key stands within so many letters after an offset, or -1: a book is not searched to its end for each word. */
function soon(text, key, from, reach) {
  const found = text.slice(from, from + reach).indexOf(key);
  return found < 0 ? -1 : from + found;
}

const reachOf = (text) => Math.max(4000, text.length / 20);

/** The letters of a block without its calls and the signs around a note. */
function lettersOf(block) {
  if (!block.querySelector(".call, .number, .back")) return letters(block.textContent);
  const copy = block.cloneNode(true);
  copy.querySelectorAll(".call, .number, .back").forEach((mark) => mark.remove());
  return letters(copy.textContent);
}

/** The text of a web page as a row of blocks. */
export class WebText {
  constructor(page) {
    this.page = page;
    this.blocks = [...page.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
    this.known = new Map();
  }

  letters(index) {
    if (!this.known.has(index)) this.known.set(index, lettersOf(this.blocks[index]));
    return this.known.get(index);
  }

  get scroller() { return this.page.scrollingElement; }

  /** The first block that reaches below the upper edge of the window. */
  first() {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle].getBoundingClientRect().bottom > 0) high = middle; else low = middle + 1;
    }
    return low;
  }

  /** Where the reader is: the next few blocks with their distance from the upper edge. */
  place() {
    if (!this.blocks.length || this.scroller.scrollTop < 1) return null;
    const first = this.first();
    return this.blocks.slice(first, first + 8).map((block, step) => ({
      index: first + step, of: this.blocks.length,
      key: this.letters(first + step), top: block.getBoundingClientRect().top,
    }));
  }

  /** Go back to a place of an earlier version: to the first of its blocks that is still there. */
  restore(place) {
    if (!place) return;
    for (const { index, of, key, top } of place) {
      const found = key.length ? this.nearest(key, index, of) : -1;
      if (found >= 0) return this.move(found, top);
    }
    this.move(Math.min(place[0].index, this.blocks.length - 1), place[0].top);
  }

  move(index, top) {
    const block = this.blocks[index];
    if (block) this.scroller.scrollTop += block.getBoundingClientRect().top - top;
  }

  /** The block with these letters that is nearest to where it was, counted from the beginning or from the end. */
  nearest(key, index, of) {
    const fromEnd = this.blocks.length - of + index;
    for (let step = 0; step < this.blocks.length; step += 1) {
      for (const one of [index - step, index + step, fromEnd - step, fromEnd + step]) {
        if (one >= 0 && one < this.blocks.length && this.letters(one) === key) return one;
      }
    }
    return -1;
  }

  isNote(index) { return Boolean(this.blocks[index].closest(".footnote")); }
}

/** The letters of all pages in a row, with the place of each line. */
export class PaperText {
  constructor(pages) {
    this.text = "";
    this.starts = [];
    this.places = [];
    pages.forEach((lines, page) => lines.forEach(([top, words]) => this.add(letters(words), page, top)));
  }

  add(word, page, top) {
    if (!word) return;
    this.starts.push(this.text.length);
    this.places.push({ page, top });
    this.text += word;
  }

  /** The place of the line that holds a letter. */
  place(offset) { return this.places[this.line(offset)]; }

  line(offset) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** The first letter of the first line at or below a place. */
  offset({ page, top }) {
    const index = this.places.findIndex((one) => one.page > page || (one.page === page && one.top >= top));
    return index < 0 ? this.text.length : this.starts[index];
  }

  /** Where these letters stand nearest to an offset, or -1. */
  nearest(key, near) {
    const after = this.text.indexOf(key, near);
    const before = this.text.lastIndexOf(key, near);
    if (after < 0 || before < 0) return Math.max(after, before);
    return after - near < near - before ? after : before;
  }

  /** Words at and after an offset, by which a later version finds the place again. */
  keys(offset) {
    const steps = [0, KEY, 3 * KEY, 8 * KEY, 20 * KEY];
    return steps.map((step) => this.text.slice(offset + step, offset + step + KEY)).filter((key) => key.length > SHORT);
  }

  /** The same letters without some ranges: the notes, which stand at the foot of a page and in the way of a sentence. */
  without(texts) {
    const cut = new Uint8Array(this.starts.length);
    let from = 0;
    for (const text of texts) {
      const start = text ? soon(this.text, text, from, reachOf(this.text)) : -1;
      if (start < 0) continue;
      from = start + text.length;
      if (text.length > SHORT) for (let line = this.line(start); line <= this.line(start + text.length - 1); line += 1) cut[line] = 1;
    }
    const kept = new PaperText([]);
    this.starts.forEach((start, line) => {
      if (!cut[line]) kept.add(this.text.slice(start, this.starts[line + 1] ?? this.text.length), this.places[line].page, this.places[line].top);
    });
    return kept;
  }
}

/** Web page and printed pages beside each other: which block stands at which letter. */
export class Parallel {
  constructor(web, paper) {
    const notes = web.blocks.flatMap((_, index) => (web.isNote(index) ? [web.letters(index)] : []));
    this.web = web;
    this.paper = paper.without(notes);
    this.blocks = [];
    this.offsets = [];
    this.match();
  }

  /** Walk through both texts once; a block that is not found soon is left to its neighbours. */
  match() {
    const reach = reachOf(this.paper.text);
    let from = 0;
    this.web.blocks.forEach((_, index) => {
      const key = this.web.letters(index).slice(0, KEY);
      if (key.length < SHORT || this.web.isNote(index)) return;
      let offset = soon(this.paper.text, key, from, reach);
      if (offset < 0) offset = soon(this.paper.text, key.slice(0, 2 * SHORT), from, reach); // its page may end here
      if (offset < 0) return;
      this.blocks.push(index);
      this.offsets.push(offset);
      from = offset + key.length;
    });
  }

  /** The place on paper of what stands at the upper edge of the web page, or null. */
  toPaper() {
    const index = this.web.first();
    const known = this.blocks.indexOf(index);
    if (known < 0) return null;
    const { top, height } = this.web.blocks[index].getBoundingClientRect();
    const part = height ? Math.min(1, Math.max(0, -top / height)) : 0;
    const line = this.paper.place(this.offsets[known] + part * Math.max(0, this.web.letters(index).length - 1));
    return { ...line, above: Math.max(0, top) };
  }

  /** Bring what stands at a place on paper to the upper edge of the web page. */
  toWeb(place) {
    const offset = this.paper.offset(place);
    let known = this.offsets.findIndex((one) => one > offset) - 1;
    if (known === -2) known = this.offsets.length - 1;
    if (known < 0) return;
    const index = this.blocks[known];
    const part = Math.min(1, (offset - this.offsets[known]) / Math.max(1, this.web.letters(index).length));
    this.web.move(index, -part * this.web.blocks[index].getBoundingClientRect().height);
  }
}
