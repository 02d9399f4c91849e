import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Autocomplete, Button, Checkbox, Dialog, Menu, MenuItem, Rating, Select, Slider, Switch, Tab, Tabs, TextField, Tooltip } from "@mui/material";
import "./agent.js";

function App() {
  const [name, setName] = useState(""), [age, setAge] = useState(10), [fruit, setFruit] = useState(null), [volume, setVolume] = useState(20), [tab, setTab] = useState(0);
  const [anchor, setAnchor] = useState(null), [open, setOpen] = useState(false), [said, setSaid] = useState(""), [stars, setStars] = useState(1);
  return <div style={{ padding: 20 }}>
    <TextField id="name" label="Name" value={name} onChange={(e) => setName(e.target.value)} /> <output id="nameis">{name}</output>
    <Select id="age" value={age} onChange={(e) => setAge(e.target.value)}>{[10, 20, 30].map((n) => <MenuItem key={n} id={"age" + n} value={n}>{n}</MenuItem>)}</Select> <output id="ageis">{age}</output>
    <Autocomplete id="fruit" options={["Apple", "Apricot", "Banana"]} value={fruit} onChange={(e, v) => setFruit(v)} renderInput={(p) => <TextField {...p} label="Fruit" />} /> <output id="fruitis">{fruit}</output>
    <div style={{ width: 200 }}><Slider id="slider" value={volume} onChange={(e, v) => setVolume(v)} onChangeCommitted={(e, v) => setSaid("committed " + v)} /></div> <output id="volumeis">{volume}</output>
    <Switch id="switch" /> <Checkbox id="checkbox" /> <span id="stars"><Rating name="stars" value={stars} onChange={(e, v) => setStars(v)} /></span> <output id="starsare">{stars}</output>
    <Tabs value={tab} onChange={(e, v) => setTab(v)}><Tab id="tab0" label="One" /><Tab id="tab1" label="Two" /></Tabs> <output id="tabis">{tab}</output>
    <Button id="menu" onClick={(e) => setAnchor(e.currentTarget)}>Menu</Button><Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>{["Cut", "Join"].map((w) => <MenuItem key={w} id={w} onClick={() => { setSaid(w); setAnchor(null); }}>{w}</MenuItem>)}</Menu>
    <Button id="opens" onClick={() => setOpen(true)}>Dialog</Button><Dialog open={open} onClose={() => setOpen(false)}><div id="dialog" style={{ padding: 20 }}><Button id="closes" onClick={() => setOpen(false)}>Close</Button></div></Dialog>
    <Tooltip title="A tip" enterDelay={0}><Button id="tip">Tip</Button></Tooltip> <output id="said">{said}</output>
  </div>;
}
createRoot($("#root")).render(<App />);
