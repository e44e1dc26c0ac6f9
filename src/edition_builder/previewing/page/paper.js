// The printed pages: pictures that are asked for when they come near, and changed without a flash.

import { PaperText } from "/reading.js";

export class PaperPane {
  constructor(pane) {
    this.pane = pane;
    this.number = 0;
    this.sheets = [];
    this.text = new PaperText([]);
    this.near = new IntersectionObserver((seen) => seen.forEach((one) => this.seen(one)), { root: pane, rootMargin: "100% 0px" });
    new ResizeObserver(() => this.sheets.forEach((sheet) => sheet.near && this.draw(sheet))).observe(pane);
  }

  /** Show the pages of a new PDF at the place where the reader was. */
  show(number, sizes, lines) {
    const before = this.anchor();
    this.number = number;
    this.text = new PaperText(lines);
    this.pane.querySelector(".empty")?.remove();
    while (this.sheets.length > sizes.length) this.take(this.sheets.pop());
    sizes.forEach(([width, height], index) => {
      const sheet = this.sheets[index] ?? this.add(index, sizes.length);
      sheet.element.style.aspectRatio = `${width} / ${height}`;
    });
    this.restore(before);
    this.sheets.forEach((sheet) => sheet.near && this.draw(sheet));
  }

  add(index) {
    const element = document.createElement("div");
    element.className = "sheet";
    const sheet = { element, index, near: false, drawn: "" };
    element.sheet = sheet;
    this.sheets.push(sheet);
    this.pane.append(element);
    this.near.observe(element);
    return sheet;
  }

  take(sheet) {
    this.near.unobserve(sheet.element);
    sheet.element.remove();
  }

  seen({ target, isIntersecting }) {
    target.sheet.near = isIntersecting;
    if (isIntersecting) this.draw(target.sheet);
    else this.forget(target.sheet);
  }

  /** A page far away needs no memory. */
  forget(sheet) {
    sheet.drawn = "";
    sheet.element.replaceChildren();
  }

  /** Ask for the picture of a page; the old one stays until the new one can be seen. */
  async draw(sheet) {
    const width = Math.ceil(sheet.element.clientWidth * window.devicePixelRatio / 100) * 100;
    const source = `/page.png?number=${this.number}&index=${sheet.index}&width=${width}`;
    if (sheet.drawn === source || !width) return;
    sheet.drawn = source;
    const picture = new Image();
    picture.alt = `Page ${sheet.index + 1} of ${this.sheets.length}`;
    picture.src = source;
    try {
      await picture.decode();
    } catch {
      if (sheet.drawn === source) sheet.drawn = ""; // a newer PDF has come meanwhile
      return;
    }
    if (sheet.drawn === source) sheet.element.replaceChildren(picture);
  }

  /** What stands at the upper edge: page, and part of its height from above. */
  place() {
    const edge = this.pane.getBoundingClientRect().top;
    const sheet = this.sheets.find((one) => one.element.getBoundingClientRect().bottom > edge);
    if (!sheet) return null;
    const { top, height } = sheet.element.getBoundingClientRect();
    return { page: sheet.index, top: (edge - top) / height };
  }

  /** Bring a place to the upper edge, or so many pixels under it. */
  move({ page, top }, above = 0) {
    const sheet = this.sheets[page];
    if (!sheet) return;
    const { top: start, height } = sheet.element.getBoundingClientRect();
    this.pane.scrollTop += start + top * height - this.pane.getBoundingClientRect().top - above;
  }

  anchor() {
    const place = this.pane.scrollTop > 1 ? this.place() : null;
    if (!place || !this.text.text) return { place, keys: [] };
    const offset = this.text.offset(place);
    const line = this.text.places[this.text.line(offset)];
    const same = line.page === place.page;
    return { place, keys: this.text.keys(offset), part: offset / this.text.text.length, under: same ? line.top - place.top : 0 };
  }

  /** Go where the words are now that stood at the upper edge before; else to the same page. */
  restore({ place, keys, part, under }) {
    if (!place) return;
    for (const [index, key] of keys.entries()) {
      const offset = this.text.nearest(key, Math.round(part * this.text.text.length));
      if (offset < 0) continue;
      const line = this.text.place(offset);
      this.move({ page: line.page, top: line.top - (index === 0 ? under : 0) });
      return;
    }
    this.move({ page: Math.min(place.page, this.sheets.length - 1), top: place.top });
  }
}
