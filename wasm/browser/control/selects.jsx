import { useState } from "react";
import { createRoot } from "react-dom/client";
import Select from "react-select";
import { useCombobox, useSelect } from "downshift";
import "./agent.js";

const fruits = ["Apple", "Apricot", "Banana", "Cherry"], options = fruits.map((f) => ({ value: f, label: f }));

function Combobox() {
  const [items, setItems] = useState(fruits), [chosen, setChosen] = useState("");
  const c = useCombobox({ items, onInputValueChange: ({ inputValue }) => setItems(fruits.filter((f) => f.toLowerCase().startsWith(inputValue.toLowerCase()))), onSelectedItemChange: ({ selectedItem }) => setChosen(selectedItem) });
  return <div><input {...c.getInputProps()} id="combo" /><button {...c.getToggleButtonProps()}>v</button>
    <ul {...c.getMenuProps()}>{c.isOpen && items.map((f, i) => <li key={f} className={"combo" + f + (c.highlightedIndex === i ? " on" : "")} {...c.getItemProps({ item: f, index: i })}>{f}</li>)}</ul><output id="combois">{chosen}</output></div>;
}
function Listbox() {
  const s = useSelect({ items: fruits });
  return <div><div {...s.getToggleButtonProps()} id="down">{s.selectedItem ?? "Choose"}</div><ul {...s.getMenuProps()}>{s.isOpen && fruits.map((f, i) => <li key={f} className={"down" + f} {...s.getItemProps({ item: f, index: i })}>{f}</li>)}</ul></div>;
}
function App() {
  const [one, setOne] = useState(null), [many, setMany] = useState([]);
  return <>
    <div id="one"><Select classNamePrefix="one" isClearable options={options} value={one} onChange={setOne} /></div><output id="oneis">{one?.value}</output>
    <div id="many"><Select classNamePrefix="many" isMulti options={options} value={many} onChange={setMany} /></div><output id="manyis">{many.map((o) => o.value).join()}</output>
    <Combobox /><Listbox />
  </>;
}
createRoot($("#root")).render(<App />);
