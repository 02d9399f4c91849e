import { createApp, h, ref, withDirectives, vModelText, vModelCheckbox, vModelSelect, Fragment } from "vue";
import { Combobox, ComboboxInput, ComboboxOption, ComboboxOptions, Dialog, DialogPanel, Disclosure, DisclosureButton, DisclosurePanel, Listbox, ListboxButton, ListboxOption, ListboxOptions, Menu, MenuButton, MenuItem, MenuItems, RadioGroup, RadioGroupOption, Switch } from "@headlessui/vue";
import Multiselect from "@vueform/multiselect";
import "./agent.js";

const fruits = ["Apple", "Apricot", "Banana"];
createApp({
  setup() {
    const name = ref(""), lazy = ref(""), agreed = ref(false), colour = ref("red"), fruit = ref("Apple"), combo = ref(""), query = ref(""), on = ref(false), open = ref(false), size = ref("S"), said = ref(""), multi = ref(null), tags = ref([]);
    const model = (r, more) => ({ "onUpdate:modelValue": (v) => { r.value = v; }, ...more }), bound = (tag, id, r, how, modifiers = {}, more) => withDirectives(h(tag, { id, ...model(r) }, more), [[how, r.value, "", modifiers]]);
    const out = (id, r) => h("output", { id }, JSON.stringify(r.value));
    return () => h(Fragment, [
      bound("input", "name", name, vModelText), out("nameis", name), bound("input", "lazy", lazy, vModelText, { lazy: true }), out("lazyis", lazy),
      withDirectives(h("input", { id: "agreed", type: "checkbox", ...model(agreed) }), [[vModelCheckbox, agreed.value]]), out("agreedis", agreed),
      bound("select", "colour", colour, vModelSelect, {}, ["red", "blue"].map((c) => h("option", { value: c }, c))), out("colouris", colour),
      h(Listbox, { modelValue: fruit.value, ...model(fruit) }, () => [h(ListboxButton, { id: "list" }, () => fruit.value), h(ListboxOptions, null, () => fruits.map((f) => h(ListboxOption, { id: "list" + f, value: f }, () => f)))]),
      h(Combobox, { modelValue: combo.value, ...model(combo) }, () => [h(ComboboxInput, { id: "combo", onChange: (e) => { query.value = e.target.value; } }), h(ComboboxOptions, null, () => fruits.filter((f) => f.toLowerCase().includes(query.value.toLowerCase())).map((f) => h(ComboboxOption, { id: "combo" + f, value: f }, () => f)))]), out("combois", combo),
      h(Menu, null, () => [h(MenuButton, { id: "menu" }, () => "Menu"), h(MenuItems, null, () => ["Edit", "Move"].map((w) => h(MenuItem, { id: w }, () => h("button", { onClick: () => { said.value = w; } }, w))))]), out("said", said),
      h(Switch, { id: "switch", modelValue: on.value, ...model(on) }, () => "switch"), out("on", on),
      h("button", { id: "opens", onClick: () => { open.value = true; } }, "Dialog"), h(Dialog, { open: open.value, onClose: () => { open.value = false; } }, () => h(DialogPanel, { id: "panel" }, () => [h("button", { id: "inpanel" }, "In"), "Panel"])),
      h(Disclosure, null, () => [h(DisclosureButton, { id: "discloses" }, () => "More"), h(DisclosurePanel, { id: "disclosed" }, () => "Disclosed")]),
      h(RadioGroup, { modelValue: size.value, ...model(size) }, () => ["S", "M"].map((s) => h(RadioGroupOption, { id: "size" + s, value: s }, () => s))), out("sizeis", size),
      h("div", { id: "multi", style: "width:200px" }, h(Multiselect, { modelValue: multi.value, ...model(multi), options: fruits, searchable: true })), out("multiis", multi),
      h("div", { id: "tags", style: "width:200px" }, h(Multiselect, { modelValue: tags.value, ...model(tags), options: fruits, mode: "tags", searchable: true, createOption: true })), out("tagsare", tags),
    ]);
  },
}).mount("#root");
