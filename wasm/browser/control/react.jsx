// React's fields, which know what they hold and put it back when a change was not theirs.
import { useState, useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { NumericFormat, PatternFormat } from "react-number-format";
import "./agent.js";

function Fields() {
  const [name, setName] = useState(""), [upper, setUpper] = useState(""), [note, setNote] = useState(""), [checked, setChecked] = useState(false);
  const [colour, setColour] = useState("red"), [size, setSize] = useState("s"), [volume, setVolume] = useState(10), [said, setSaid] = useState(""), [error, setError] = useState("");
  const [code, setCode] = useState(["", "", "", ""]), boxes = useRef([]);
  return <form onSubmit={(e) => { e.preventDefault(); setSaid("submitted " + name); }}>
    <input id="name" value={name} maxLength={8} onChange={(e) => setName(e.target.value)} onBlur={() => setError(name.length < 3 ? "too short" : "fine")} />
    <output id="nameis">{name}</output> <output id="error">{error}</output>
    <input id="upper" value={upper} onChange={(e) => setUpper(e.target.value.toUpperCase().replace(/\d/g, ""))} />
    <textarea id="note" value={note} onChange={(e) => setNote(e.target.value)} /> <output id="noteis">{JSON.stringify(note)}</output>
    <input id="letters" onBeforeInput={(e) => { if (!/^[a-z]*$/.test(e.data)) e.preventDefault(); }} />
    <input type="checkbox" id="check" checked={checked} onChange={(e) => setChecked(e.target.checked)} /> <output id="checkis">{String(checked)}</output>
    {["s", "m"].map((s) => <input key={s} type="radio" id={"size" + s} name="size" checked={size === s} onChange={() => setSize(s)} />)} <output id="sizeis">{size}</output>
    <select id="colour" value={colour} onChange={(e) => setColour(e.target.value)}><option value="red">Red</option><option value="blue">Blue</option></select> <output id="colouris">{colour}</output>
    <input type="range" id="volume" value={volume} onChange={(e) => setVolume(+e.target.value)} /> <output id="volumeis">{volume}</output>
    <PatternFormat id="phone" format="## ## ## ## ##" /> <NumericFormat id="price" thousandSeparator=" " suffix=" €" decimalScale={2} />
    <div id="hover" onMouseEnter={() => setSaid("entered")} onMouseLeave={() => setSaid("left")}>Hover</div>
    <div id="double" onDoubleClick={() => setSaid("double")} onContextMenu={(e) => { e.preventDefault(); setSaid("context"); }}>Double</div>
    <input id="search" onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); setSaid("searched " + e.target.value); } if (e.key === "Escape") e.target.value = ""; }} />
    {code.map((c, i) => <input key={i} id={"code" + i} size="1" ref={(el) => { boxes.current[i] = el; }} value={c} onChange={(e) => { setCode(code.map((d, j) => i === j ? e.target.value.slice(-1) : d)); boxes.current[i + 1]?.focus(); }} />)}
    <output id="codeis">{code.join("")}</output>
    <input type="date" id="day" onChange={(e) => setSaid("day " + e.target.value)} />
    <button id="submit">Send</button> <output id="said">{said}</output>
  </form>;
}

function Outside() { // closes on a press outside, as menus by hand do
  const [open, setOpen] = useState(false), box = useRef(null);
  useEffect(() => {
    const close = (e) => { if (!box.current.contains(e.target)) setOpen(false); };
    document.addEventListener("mousedown", close);
    return () => document.removeEventListener("mousedown", close);
  });
  return <div ref={box}><button id="toggle" onClick={() => setOpen(!open)}>Menu</button>{open && <div id="opened">Open</div>}</div>;
}
createRoot($("#root")).render(<><Fields /><Outside /></>);
