import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Accordion, Checkbox, ContextMenu, Dialog, DropdownMenu, HoverCard, Popover, RadioGroup, Select, Slider, Switch, Tabs, ToggleGroup } from "radix-ui";
import "./agent.js";

function App() {
  const [said, setSaid] = useState(""), [volume, setVolume] = useState([20]), [fruit, setFruit] = useState("apple"), [on, setOn] = useState(false);
  return <>
    <output id="said">{said}</output>
    <DropdownMenu.Root><DropdownMenu.Trigger id="menu">Menu</DropdownMenu.Trigger><DropdownMenu.Portal><DropdownMenu.Content>
      <DropdownMenu.Item id="copy" onSelect={() => setSaid("copied")}>Copy</DropdownMenu.Item>
      <DropdownMenu.CheckboxItem id="wrap" checked={on} onCheckedChange={setOn}>Wrap</DropdownMenu.CheckboxItem>
      <DropdownMenu.Sub><DropdownMenu.SubTrigger id="more">More</DropdownMenu.SubTrigger><DropdownMenu.Portal><DropdownMenu.SubContent>
        <DropdownMenu.Item id="deep" onSelect={() => setSaid("deep")}>Deep</DropdownMenu.Item></DropdownMenu.SubContent></DropdownMenu.Portal></DropdownMenu.Sub>
    </DropdownMenu.Content></DropdownMenu.Portal></DropdownMenu.Root>
    <Slider.Root id="slider" value={volume} onValueChange={setVolume} onValueCommit={(v) => setSaid("committed " + v)} style={{ position: "relative", display: "flex", width: 200, height: 20, touchAction: "none" }}>
      <Slider.Track id="track" style={{ flexGrow: 1, background: "#ddd" }}><Slider.Range /></Slider.Track><Slider.Thumb id="thumb" style={{ display: "block", width: 20, height: 20, background: "#555" }} /></Slider.Root>
    <output id="volume">{volume[0]}</output>
    <Dialog.Root><Dialog.Trigger id="opendialog">Open</Dialog.Trigger><Dialog.Portal><Dialog.Overlay style={{ position: "fixed", inset: 0 }} id="overlay" />
      <Dialog.Content id="dialog" aria-describedby={undefined} style={{ position: "fixed", top: 40, left: 40, background: "#fff" }}><Dialog.Title>Title</Dialog.Title><input id="indialog" /><Dialog.Close id="close">Close</Dialog.Close></Dialog.Content></Dialog.Portal></Dialog.Root>
    <Select.Root value={fruit} onValueChange={setFruit}><Select.Trigger id="select"><Select.Value /></Select.Trigger><Select.Portal><Select.Content position="popper"><Select.Viewport>
      {["apple", "banana", "cherry"].map((f) => <Select.Item key={f} id={f} value={f}><Select.ItemText>{f}</Select.ItemText></Select.Item>)}</Select.Viewport></Select.Content></Select.Portal></Select.Root>
    <output id="fruit">{fruit}</output>
    <Tabs.Root defaultValue="a"><Tabs.List><Tabs.Trigger id="taba" value="a">A</Tabs.Trigger><Tabs.Trigger id="tabb" value="b">B</Tabs.Trigger></Tabs.List><Tabs.Content value="a" id="pagea">Page A</Tabs.Content><Tabs.Content value="b" id="pageb">Page B</Tabs.Content></Tabs.Root>
    <Popover.Root><Popover.Trigger id="popover">Popover</Popover.Trigger><Popover.Portal><Popover.Content id="popped"><input id="inpopover" /></Popover.Content></Popover.Portal></Popover.Root>
    <HoverCard.Root openDelay={0} closeDelay={0}><HoverCard.Trigger id="card">Card</HoverCard.Trigger><HoverCard.Portal><HoverCard.Content id="carded">Hovered</HoverCard.Content></HoverCard.Portal></HoverCard.Root>
    <ContextMenu.Root><ContextMenu.Trigger id="area">Right click here</ContextMenu.Trigger><ContextMenu.Portal><ContextMenu.Content><ContextMenu.Item id="paste" onSelect={() => setSaid("pasted")}>Paste</ContextMenu.Item></ContextMenu.Content></ContextMenu.Portal></ContextMenu.Root>
    <Checkbox.Root id="checkbox"><Checkbox.Indicator>x</Checkbox.Indicator>box</Checkbox.Root> <Switch.Root id="switch">switch<Switch.Thumb /></Switch.Root>
    <RadioGroup.Root defaultValue="1"><RadioGroup.Item id="radio1" value="1">1</RadioGroup.Item><RadioGroup.Item id="radio2" value="2">2</RadioGroup.Item></RadioGroup.Root>
    <Accordion.Root type="single" collapsible><Accordion.Item value="1"><Accordion.Header><Accordion.Trigger id="accordion">Accordion</Accordion.Trigger></Accordion.Header><Accordion.Content id="unfolded">Unfolded</Accordion.Content></Accordion.Item></Accordion.Root>
    <ToggleGroup.Root type="single"><ToggleGroup.Item id="left" value="l">Left</ToggleGroup.Item><ToggleGroup.Item id="right" value="r">Right</ToggleGroup.Item></ToggleGroup.Root>
  </>;
}
createRoot($("#root")).render(<App />);
