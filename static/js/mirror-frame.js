// @ts-check
// The page in which a visitor's page is shown to an agent: a frame of no origin, fed through one port by the page around it, which is /mirror/ or, for a frame in
// the visitor's page, another one of these. It carries out what it reads and says what has come of it. Nothing of the visitor's page runs here.
//
// To it: {pupitre: 1} with a port. On that: ArrayBuffers with operations, as app/cobrowse says; what is about another document goes to the frame that shows that one.
// {resource, type, bytes}: a resource by its hash, whose bytes are characters. {follow}, {mode}, {scroll}: whether the page scrolls as the visitor's does,
// what is reported (mirror-frame-input.js), by how many px to scroll.
// From it: {done}: how many messages were carried out; {want}: a hash; {complete}: it can be shown; {trouble}: it cannot go on; {page}: address and title;
// {size}: width and height; {pointer}: x, y, button; {view}: where it and the visitor have scrolled to; {freed}: the agent scrolls by themselves; {leave}: the focus
// should go on (1) or back (-1); and facts.

import { Viewer } from "./mirror-frame-viewer.js";

addEventListener("message", function first(e) {
  if (e.source !== parent || e.data?.pupitre !== 1 || !e.ports[0]) return;
  removeEventListener("message", first);
  new Viewer(e.ports[0], e.data.document ?? 0);
});
