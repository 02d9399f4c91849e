// @ts-check
// What the agent does in the picture, on its way to the program.

/** A fact as app/mirror/fact.go reads it. @param {import("./mirror-frame-input.js").Fact} f */
export const line = (f) => [f.fact, f.document, f.node, ...[f.x, f.y].map((v) => Math.round(v * 65_535)), f.button ?? 0, f.keys ?? 0, f.dx ?? 0, f.dy ?? 0, f.text ?? ""].join(" ");
