// Editors, which put their own picture of the text in the place of the browser's, and a calendar.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { createEditor, Node } from "slate";
import { Editable, Slate, withReact } from "slate-react";
import Quill from "quill";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { schema } from "prosemirror-schema-basic";
import { keymap } from "prosemirror-keymap";
import { baseKeymap, toggleMark } from "prosemirror-commands";
import flatpickr from "flatpickr";
import "flatpickr/dist/flatpickr.css";
import "quill/dist/quill.snow.css";
import "./agent.js";

function SlateEditor() {
  const [editor] = useState(() => withReact(createEditor())), [value, setValue] = useState("");
  return <Slate editor={editor} initialValue={[{ type: "p", children: [{ text: "" }] }]} onChange={(v) => setValue(v.map((n) => Node.string(n)).join("/"))}><Editable id="slate" /><output id="slateis">{value}</output></Slate>;
}
const put = (id) => { const el = document.createElement("div"); el.id = id; $("#root").append(el); return el; };
createRoot(put("first")).render(<SlateEditor />);
window.quill = new Quill(put("quill"), { theme: "snow", modules: { toolbar: ["bold", { list: "ordered" }, { header: [1, 2, false] }] } });
window.prose = new EditorView(put("prose"), { state: EditorState.create({ schema, plugins: [keymap({ "Mod-b": toggleMark(schema.marks.strong) }), keymap(baseKeymap)] }) });
const day = document.createElement("input");
day.id = "day";
put("calendar").append(day);
window.calendar = flatpickr(day, { defaultDate: "2026-03-10", enableTime: true, time_24hr: true });
