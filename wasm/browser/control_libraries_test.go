//go:build cobrowse

package browser_test

import "testing"

const (
	shift = 1
	ctrl  = 2
)

// el is the element with that id.
func el(id string) string { return `$("#` + id + `")` }

func TestAnAgentUsesReactsFields(t *testing.T) { play(t, "react", reactScenarios) }

var reactScenarios = []scenario{
	{"a field that React holds", func(a agent) { click(a, el("name")); a.Type("Jo") }, `text("#nameis") === "Jo" && $("#name").value === "Jo"`},
	{"onBlur", func(a agent) { keys(a, "Tab") }, `text("#error") === "too short"`},
	{"maxLength", func(a agent) { click(a, el("name")); keys(a, "End"); a.Type("sephine Martin") }, `text("#nameis") === "Josephin"`},
	{"Backspace", func(a agent) { keys(a, "Backspace") }, `text("#nameis") === "Josephi"`},
	{"all of it replaced", func(a agent) { a.Key("a", ctrl); a.Type("Max") }, `text("#nameis") === "Max"`},
	{"a field that changes what is typed", func(a agent) { click(a, el("upper")); a.Type("a1b2") }, `$("#upper").value === "AB"`},
	{"a text area with lines", func(a agent) { click(a, el("note")); a.Type("a"); keys(a, "Enter"); a.Type("b") }, `text("#noteis") === '"a\\nb"'`},
	{"onBeforeInput", func(a agent) { click(a, el("letters")); a.Type("aB1c") }, `$("#letters").value === "ac"`},
	{"a check box", func(a agent) { click(a, el("check")) }, `text("#checkis") === "true" && $("#check").checked`},
	{"radio buttons", func(a agent) { click(a, el("sizem")) }, `text("#sizeis") === "m"`},
	{"a select", func(a agent) { a.Choose(el("colour"), 1) }, `text("#colouris") === "blue"`},
	{"a slider", func(a agent) { drag(a, el("volume"), 0.15, 0.5, el("volume"), 0.5, 0.5) }, `text("#volumeis") === "50" && $("#volume").value === "50"`},
	{"a masked telephone number", func(a agent) { click(a, el("phone")); a.Type("0612345678") }, `$("#phone").value === "06 12 34 56 78"`},
	{"taken back", func(a agent) { keys(a, "Backspace", "Backspace"); a.Type("99") }, `$("#phone").value === "06 12 34 56 99"`},
	{"a price with separators", func(a agent) { click(a, el("price")); a.Type("1234567.891") }, `$("#price").value === "1 234 567.89 €"`},
	{"a code of four fields", func(a agent) { click(a, el("code0")); a.Type("1234") }, `text("#codeis") === "1234"`},
	{"a date", func(a agent) { a.Give(el("day"), "2026-07-08") }, `text("#said") === "day 2026-07-08"`},
	{"onMouseEnter", func(a agent) { a.Move(el("hover"), 0.1, 0.5) }, `text("#said") === "entered"`},
	{"onMouseLeave", func(a agent) { a.Move(el("double"), 0.1, 0.5) }, `text("#said") === "left"`},
	{"onDoubleClick", func(a agent) { doubleClick(a, el("double")) }, `text("#said") === "double"`},
	{"onContextMenu", func(a agent) { rightClick(a, el("double")) }, `text("#said") === "context"`},
	{"Enter that the page keeps", func(a agent) { click(a, el("search")); a.Type("lamp"); keys(a, "Enter") }, `text("#said") === "searched lamp"`},
	{"Escape that the page keeps", func(a agent) { keys(a, "Escape") }, `$("#search").value === ""`},
	{"Enter submits", func(a agent) { click(a, el("name")); keys(a, "Enter") }, `text("#said") === "submitted Max"`},
	{"a menu that closes on a press elsewhere", func(a agent) { click(a, el("toggle")); click(a, el("opened")); click(a, el("said")) }, `!$("#opened")`},
}

func TestAnAgentUsesRadix(t *testing.T) { play(t, "radix", radixScenarios) }

var radixScenarios = []scenario{
	{"a menu by pointer", func(a agent) { click(a, el("menu")); click(a, el("copy")) }, `text("#said") === "copied" && !$("#copy")`},
	{"a menu by keys", func(a agent) { keys(a, "Enter", "ArrowDown", "Enter") }, `!$("#wrap")`},
	{"what was chosen stays", func(a agent) { click(a, el("menu")); a.Move(el("wrap"), 0.5, 0.5) }, `$("#wrap").ariaChecked === "true"`},
	{"a menu in a menu, by hovering", func(a agent) { a.Move(el("more"), 0.5, 0.5); click(a, el("deep")) }, `text("#said") === "deep"`},
	{"Escape closes a menu", func(a agent) { click(a, el("menu")); a.Move(el("copy"), 0.5, 0.5); keys(a, "Escape") }, `!$("#copy")`},
	{"a slider is drawn", func(a agent) { drag(a, el("thumb"), 0.5, 0.5, el("track"), 0.75, 0.5) }, `text("#volume") === "75" && text("#said") === "committed 75"`},
	{"a slider is pressed", func(a agent) { clickAt(a, el("track"), 0.3, 0.5) }, `text("#volume") === "30"`},
	{"a slider by keys", func(a agent) { keys(a, "ArrowRight", "ArrowRight") }, `text("#volume") === "32"`},
	{"a dialog opens, and its field is written in", func(a agent) { click(a, el("opendialog")); click(a, el("indialog")); a.Type("hello") }, `$("#indialog").value === "hello"`},
	{"Tab goes round in it", func(a agent) { keys(a, "Tab", "Tab") }, `document.activeElement.id === "indialog"`},
	{"Escape closes it", func(a agent) { keys(a, "Escape") }, `!$("#dialog")`},
	{"a press beside it closes it", func(a agent) { click(a, el("opendialog")); clickAt(a, el("overlay"), 0.9, 0.9) }, `!$("#dialog")`},
	{"a select by pointer", func(a agent) { click(a, el("select")); a.Move(el("banana"), 0.5, 0.5); click(a, el("banana")) }, `text("#fruit") === "banana"`},
	{"a select by keys", func(a agent) { keys(a, "Enter", "ArrowDown", "Enter") }, `text("#fruit") === "cherry"`},
	{"a select by letters", func(a agent) { keys(a, "Enter"); a.Type("ap"); keys(a, "Enter") }, `text("#fruit") === "apple"`},
	{"tabs by pointer", func(a agent) { click(a, el("tabb")) }, `text("#pageb") === "Page B"`},
	{"tabs by arrows", func(a agent) { keys(a, "ArrowLeft") }, `text("#pagea") === "Page A"`},
	{"a popover", func(a agent) { click(a, el("popover")); click(a, el("inpopover")); a.Type("x") }, `$("#inpopover").value === "x"`},
	{"which closes by a press elsewhere", func(a agent) { click(a, el("tabb")) }, `!$("#popped")`},
	{"a card that shows itself on hovering", func(a agent) { a.Move(el("card"), 0.5, 0.5) }, `$("#carded")`},
	{"a context menu", func(a agent) { rightClick(a, el("area")); click(a, el("paste")) }, `text("#said") === "pasted"`},
	{"a check box", func(a agent) { click(a, el("checkbox")) }, `$("#checkbox").ariaChecked === "true"`},
	{"a switch", func(a agent) { click(a, el("switch")) }, `$("#switch").ariaChecked === "true"`},
	{"radio buttons by arrows", func(a agent) { click(a, el("radio1")); keys(a, "ArrowDown") }, `$("#radio2").ariaChecked === "true"`},
	{"an accordion", func(a agent) { click(a, el("accordion")) }, `$("#unfolded")`},
	{"a toggle", func(a agent) { click(a, el("right")) }, `$("#right").dataset.state === "on"`},
}

func TestAnAgentUsesReactSelectAndDownshift(t *testing.T) { play(t, "selects", selectScenarios) }

var selectScenarios = []scenario{
	{"react-select by pointer", func(a agent) { click(a, `$("#one .one__control")`); click(a, `$("#one .one__option:nth-child(3)")`) }, `text("#oneis") === "Banana"`},
	{"react-select by letters", func(a agent) { click(a, `$("#one .one__control")`); a.Type("che"); keys(a, "Enter") }, `text("#oneis") === "Cherry"`},
	{"react-select is emptied", func(a agent) { click(a, `$("#one .one__clear-indicator")`) }, `text("#oneis") === ""`},
	{"Escape closes its menu", func(a agent) {
		click(a, `$("#one .one__control")`)
		a.Move(`$("#one .one__option")`, 0.5, 0.5)
		keys(a, "Escape")
	}, `!$("#one .one__menu")`},
	{"several, by keys", func(a agent) {
		click(a, `$("#many .many__control")`)
		a.Type("ap")
		keys(a, "Enter")
		a.Type("ban")
		keys(a, "Enter")
	}, `text("#manyis") === "Apple,Banana"`},
	{"one is taken out by Backspace", func(a agent) { keys(a, "Backspace") }, `text("#manyis") === "Apple"`},
	{"one is taken out by pointer", func(a agent) { click(a, `$("#many .many__multi-value__remove")`) }, `text("#manyis") === ""`},
	{"Downshift's combobox by letters and keys", func(a agent) { click(a, el("combo")); a.Type("ap"); keys(a, "ArrowDown", "ArrowDown", "Enter") }, `text("#combois") === "Apricot"`},
	{"and by pointer", func(a agent) { click(a, el("combo")); a.Key("a", ctrl); a.Type("b"); click(a, `$(".comboBanana")`) }, `text("#combois") === "Banana" && $("#combo").value === "Banana"`},
	{"Downshift's select by pointer", func(a agent) { click(a, el("down")); click(a, `$(".downCherry")`) }, `text("#down") === "Cherry"`},
	{"and by keys", func(a agent) { keys(a, "Enter", "Home", "Enter") }, `text("#down") === "Apple"`},
}

func TestAnAgentUsesMUI(t *testing.T) { play(t, "mui", muiScenarios) }

var muiScenarios = []scenario{
	{"a field", func(a agent) { click(a, el("name")); a.Type("Julie") }, `text("#nameis") === "Julie"`},
	{"a select", func(a agent) { click(a, el("age")); click(a, el("age20")) }, `text("#ageis") === "20" && !$("#age20")`},
	{"a select by keys", func(a agent) { keys(a, "Enter", "ArrowDown", "Enter") }, `text("#ageis") === "30" && !$("#age20")`},
	{"autocompletion by letters and keys", func(a agent) { click(a, el("fruit")); a.Type("apr"); keys(a, "ArrowDown", "Enter") }, `text("#fruitis") === "Apricot"`},
	{"autocompletion by pointer", func(a agent) { a.Key("a", ctrl); a.Type("ban"); click(a, `$("#fruit-listbox li")`) }, `text("#fruitis") === "Banana"`},
	{"a slider is drawn", func(a agent) { drag(a, `$("#slider .MuiSlider-thumb")`, 0.5, 0.5, el("slider"), 0.7, 0.5) }, `Math.abs(text("#volumeis") - 70) < 2 && text("#said").startsWith("committed")`},
	{"a switch and a check box", func(a agent) { click(a, el("switch")); click(a, el("checkbox")) }, `$("#switch").checked && $("#checkbox").checked`},
	{"stars", func(a agent) {
		a.Move(`$("#stars label:nth-of-type(4)")`, 0.8, 0.5)
		clickAt(a, `$("#stars label:nth-of-type(4)")`, 0.8, 0.5)
	}, `text("#starsare") === "4"`},
	{"tabs", func(a agent) { click(a, el("tab1")) }, `text("#tabis") === "1"`},
	{"a menu", func(a agent) { click(a, el("menu")); click(a, el("Join")) }, `text("#said") === "Join" && !$("#Join")`},
	{"Escape closes a menu", func(a agent) { click(a, el("menu")); a.Move(el("Cut"), 0.5, 0.5); keys(a, "Escape") }, `!$("#Cut")`},
	{"a dialog closes by Escape", func(a agent) { click(a, el("opens")); a.Move(el("dialog"), 0.5, 0.5); keys(a, "Escape") }, `!$("#dialog")`},
	{"a dialog closes by a press beside it", func(a agent) {
		click(a, el("opens"))
		a.Move(el("dialog"), 0.5, 0.5)
		clickAt(a, `$(".MuiDialog-container")`, 0.02, 0.02)
	}, `!$("#dialog")`},
	{"a tip on hovering", func(a agent) { a.Move(el("tip"), 0.5, 0.5) }, `$("[role=tooltip]")`},
}

func TestAnAgentUsesVue(t *testing.T) { play(t, "vue", vueScenarios) }

var vueScenarios = []scenario{
	{"v-model", func(a agent) { click(a, el("name")); a.Type("Léa") }, `text("#nameis") === '"Léa"'`},
	{"v-model.lazy, after the field is left", func(a agent) { click(a, el("lazy")); a.Type("slow"); keys(a, "Tab") }, `text("#lazyis") === '"slow"'`},
	{"v-model of a check box", func(a agent) { click(a, el("agreed")) }, `text("#agreedis") === "true"`},
	{"v-model of a select", func(a agent) { a.Choose(el("colour"), 1) }, `text("#colouris") === '"blue"'`},
	{"Headless UI's list by pointer", func(a agent) { click(a, el("list")); click(a, el("listBanana")) }, `text("#list") === "Banana"`},
	{"and by keys", func(a agent) { keys(a, " ", "Home", "Enter") }, `text("#list") === "Apple"`},
	{"its combobox", func(a agent) { click(a, el("combo")); a.Type("apr"); keys(a, "Enter") }, `text("#combois") === '"Apricot"'`},
	{"its menu by pointer", func(a agent) { click(a, el("menu")); click(a, el("Move")) }, `text("#said") === '"Move"'`},
	{"its menu by letters", func(a agent) { keys(a, "Enter"); a.Type("e"); keys(a, "Enter") }, `text("#said") === '"Edit"'`},
	{"its switch", func(a agent) { click(a, el("switch")) }, `text("#on") === "true"`},
	{"its switch by space", func(a agent) { keys(a, " ") }, `text("#on") === "false"`},
	{"its dialog closes by Escape", func(a agent) { click(a, el("opens")); click(a, el("inpanel")); keys(a, "Escape") }, `!$("#panel")`},
	{"its disclosure", func(a agent) { click(a, el("discloses")) }, `$("#disclosed")`},
	{"its radio group", func(a agent) { click(a, el("sizeM")) }, `text("#sizeis") === '"M"'`},
	{"and by arrows", func(a agent) { keys(a, "ArrowUp") }, `text("#sizeis") === '"S"'`},
	{"a multiselect by pointer", func(a agent) {
		click(a, `$("#multi .multiselect-wrapper")`)
		click(a, `$("#multi .multiselect-option:nth-child(2)")`)
	}, `text("#multiis") === '"Apricot"'`},
	{"tags by letters", func(a agent) { click(a, `$("#tags .multiselect-tags-search")`); a.Type("Plum"); keys(a, "Enter") }, `text("#tagsare") === '["Plum"]'`},
}

func TestAnAgentUsesEditorsAndACalendar(t *testing.T) { play(t, "editors", editorScenarios) }

var editorScenarios = []scenario{
	{"Slate: text", func(a agent) { click(a, el("slate")); a.Type("Hello") }, `text("#slateis") === "Hello"`},
	{"Slate: a paragraph", func(a agent) { keys(a, "Enter"); a.Type("you") }, `text("#slateis") === "Hello/you"`},
	{"Slate: taken back", func(a agent) { keys(a, "Backspace", "Backspace") }, `text("#slateis") === "Hello/y"`},
	{"Slate: all of it replaced", func(a agent) { a.Key("a", ctrl); a.Type("New") }, `text("#slateis") === "New"`},
	{"Quill: text and a paragraph", func(a agent) { click(a, `$("#quill .ql-editor")`); a.Type("One"); keys(a, "Enter"); a.Type("Two") }, `quill.getText() === "One\nTwo\n"`},
	{"Quill: taken back", func(a agent) { keys(a, "Backspace", "Backspace", "Backspace", "Backspace") }, `quill.getText() === "One\n"`},
	{"Quill: bold by its button", func(a agent) { a.Key("a", ctrl); click(a, `$(".ql-bold")`) }, `$("#quill strong").textContent === "One"`},
	{"Quill: a list by its button", func(a agent) { click(a, `$(".ql-list")`) }, `$("#quill li").textContent === "One"`},
	{"ProseMirror: text and a paragraph", func(a agent) { click(a, `$("#prose .ProseMirror")`); a.Type("One"); keys(a, "Enter"); a.Type("Two") }, `prose.state.doc.textBetween(0, prose.state.doc.content.size, "/") === "One/Two"`},
	{"ProseMirror: taken back", func(a agent) { keys(a, "Backspace") }, `prose.state.doc.textBetween(0, prose.state.doc.content.size, "/") === "One/Tw"`},
	{"ProseMirror: a shortcut of the page", func(a agent) { a.Key("a", ctrl); a.Key("b", ctrl) }, `$("#prose strong").textContent === "One"`},
	{"a day of a calendar", func(a agent) { click(a, el("day")); click(a, `$(".flatpickr-day[aria-label='March 17, 2026']")`) }, `$("#day").value.startsWith("2026-03-17")`},
	{"another month", func(a agent) {
		click(a, `$(".flatpickr-next-month")`)
		click(a, `$(".flatpickr-day[aria-label='April 2, 2026']")`)
	}, `$("#day").value.startsWith("2026-04-02")`},
	{"its hour", func(a agent) { click(a, `$(".flatpickr-hour")`); a.Key("a", ctrl); a.Type("18"); keys(a, "Enter") }, `$("#day").value === "2026-04-02 18:00"`},
	{"it closes by a press elsewhere", func(a agent) { click(a, el("day")); click(a, el("slate")) }, `!calendar.isOpen`},
}
