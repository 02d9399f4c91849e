// @ts-check
// Which part of a message is about another document: it goes to the frame that shows that one.

import * as ops from "./mirror-ops.js";

/** @typedef {import("./mirror-frame-read.js").Reader} Reader */

/** The fields of operations, in their order: (n)ode, (u)int, (i)nt, (b)yte, (s)tring, (w)ord, (h)ash, (t)ree; what stands behind # comes as
 * often as the uint there says. @type {Record<number, string>} */
const FIELDS = {
  [ops.OpInsert]: "nut", [ops.OpAppend]: "t", [ops.OpDetach]: "#n", [ops.OpMove]: "nnu", [ops.OpRemove]: "n", [ops.OpText]: "nw",
  [ops.OpAttr]: "nww", [ops.OpAttrPart]: "nwuus", [ops.OpAttrGone]: "nw", [ops.OpValue]: "nw", [ops.OpChecked]: "nb", [ops.OpSelected]: "n#u",
  [ops.OpScroll]: "nii", [ops.OpViewport]: "uu", [ops.OpFocus]: "n", [ops.OpSheet]: "nh", [ops.OpAdopted]: "n#h", [ops.OpOpen]: "nb",
  [ops.OpMedia]: "nbu", [ops.OpPicture]: "nh", [ops.OpPage]: "ww", [ops.OpCheck]: "#nu", [ops.OpComplete]: "", [ops.OpPointer]: "iib",
  [ops.OpHover]: "n",
};

/** What of another document is known here: how many nodes it has had. @typedef {{next: number}} Elsewhere */
/** @typedef {{host: number, id: number, quirks: boolean}} Hosted  where a document begins */

/**
 * Passes over one operation, but for OpLost.
 * @param {number} op @param {Reader} r @param {Elsewhere} doc
 * @returns {Hosted|undefined} for OpBegin
 */
export function pass(op, r, doc) {
  if (op === ops.OpBegin) return begin(r, doc);
  if (op === ops.OpSelection) {
    for (let n = 2 * r.byte(); n > 0; n--) {
      r.node();
      r.uint();
    }
    return;
  }
  const fields = FIELDS[op];
  if (fields === undefined) throw new Error(`no such operation: ${op}`);
  const [once, often] = fields.split("#");
  for (const f of once) field(f, r, doc);
  if (often === undefined) return;
  for (let n = r.uint(); n > 0; n--) for (const f of often) field(f, r, doc);
}

/** @param {Reader} r @param {Elsewhere} doc @returns {Hosted} */
function begin(r, doc) {
  r.uint();
  r.uint();
  r.passWord();
  r.passWord();
  const quirks = r.byte() === 1, host = r.uint(), id = r.uint();
  doc.next = 1 + r.passNodes();
  r.named = doc.next - 1;
  return { host, id, quirks };
}

/** @param {string} f @param {Reader} r @param {Elsewhere} doc */
function field(f, r, doc) {
  switch (f) {
    case "n": r.node(); break;
    case "u": r.uint(); break;
    case "i": r.int(); break;
    case "b": r.byte(); break;
    case "s": case "h": r.pass(); break;
    case "w": r.passWord(); break;
    case "t": {
      const made = r.passTree(r.byte());
      if (made === 0) break;
      doc.next += made;
      r.named = doc.next - 1;
    }
  }
}
