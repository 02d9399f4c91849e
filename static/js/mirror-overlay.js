// @ts-check
// What is drawn over the visitor's page: their pointer, and, when the agent looks elsewhere, the part of the page that they see.

export class Overlay {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.layer = document.createElement("div");
    this.layer.className = "over";
    this.pointer = document.createElement("div");
    this.pointer.className = "pointer";
    this.window = document.createElement("div");
    this.window.className = "window";
    this.layer.append(this.window, this.pointer);
    box.append(this.layer);
    /** @type {number[]} */ this.at = [];
    this.view = [0, 0, 0, 0];
    this.begin();
  }

  /** Another page. */
  begin() {
    this.view = [0, 0, 0, 0];
    this.pointer.hidden = true;
    this.draw();
  }

  /** @param {number[]} at x, y in the visitor's window, and whether a button is down */
  point(at) {
    this.at = at;
    this.pointer.hidden = false;
    this.pointer.classList.toggle("down", at[2] === 1);
    this.draw();
  }

  /** @param {number[]} view where the picture is scrolled to, and the visitor's page */
  look(view) {
    this.view = view;
    this.draw();
  }

  draw() {
    const [left, top, x, y] = this.view, dx = x - left, dy = y - top;
    this.window.style.transform = `translate(${dx}px, ${dy}px)`;
    this.pointer.style.transform = `translate(${(this.at[0] ?? 0) + dx}px, ${(this.at[1] ?? 0) + dy}px)`;
  }
}
