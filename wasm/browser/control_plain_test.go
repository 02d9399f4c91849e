//go:build cobrowse

package browser_test

import "testing"

const (
	inShadow = `$("#host").shadowRoot.querySelector`
	inFrame  = `$("#same").contentDocument.querySelector`
)

func TestAnAgentUsesPlainPages(t *testing.T) { play(t, "plain", plainScenarios) }

var plainScenarios = []scenario{
	{"text in a field is the browser's own", func(a agent) { click(a, el("plain")); a.Type("Bon") }, `$("#plain").value === "Bon" && text("#trusted") === "true insertText n"`},
	{"a change is told when the field is left by Tab", func(a agent) { keys(a, "Tab") }, `text("#changes") === "1" && document.activeElement.id === "next"`},
	{"a change is told when something else is clicked", func(a agent) { click(a, el("plain")); a.Key("a", ctrl); a.Type("New"); click(a, el("fields")) }, `$("#plain").value === "New" && text("#changes") === "2" && document.activeElement === document.body`},
	{"nothing is told when nothing was changed", func(a agent) { click(a, el("plain")); click(a, el("next")) }, `text("#changes") === "2"`},
	{"undo", func(a agent) { click(a, el("next")); a.Type("ab"); a.Key("z", ctrl) }, `$("#next").value !== "ab"`},
	{"no more than the longest", func(a agent) { click(a, el("short")); a.Type("123456") }, `$("#short").value === "1234"`},
	{"Backspace at the end, Delete at the beginning", func(a agent) { keys(a, "Backspace", "Home", "Delete") }, `$("#short").value === "23"`},
	{"the caret moves by arrows", func(a agent) { keys(a, "End", "ArrowLeft"); a.Type("x") }, `$("#short").value === "2x3"`},
	{"Shift and arrows select, and text replaces it", func(a agent) { keys(a, "Home"); a.Key("ArrowRight", shift); a.Key("ArrowRight", shift); a.Type("y") }, `$("#short").value === "y3"`},
	{"the caret is put where one clicks", func(a agent) { clickAt(a, el("short"), 0.03, 0.5); a.Type("0") }, `$("#short").value === "0y3"`},
	{"a double click selects a word", func(a agent) {
		click(a, el("next"))
		a.Key("a", ctrl)
		a.Type("one two")
		a.Press(el("next"), 0.05, 0.5, 0, 0, 1)
		a.Release(el("next"), 0.05, 0.5, 0)
		a.Press(el("next"), 0.05, 0.5, 0, 0, 2)
		a.Release(el("next"), 0.05, 0.5, 0)
		a.Type("1")
	}, `/^1 ?two$/.test($("#next").value)`},
	{"Control and Backspace take a word", func(a agent) { keys(a, "End"); a.Key("Backspace", ctrl) }, `/^1 ?$/.test($("#next").value)`},
	{"a field that is read only stays as it is", func(a agent) { click(a, el("fixed")); a.Type("x"); keys(a, "Backspace") }, `$("#fixed").value === "as it is"`},
	{"lines in a text area, up to the longest", func(a agent) { click(a, el("area")); a.Type("one"); keys(a, "Enter"); a.Type("two and more than that") }, `$("#area").value === "one\ntwo and more tha"`},
	{"beforeinput keeps letters out", func(a agent) { click(a, el("digits")); a.Type("1a2b") }, `$("#digits").value === "12" && text("#refused") === "2"`},
	{"a long text at once", func(a agent) {
		click(a, el("plain"))
		a.Key("a", ctrl)
		a.Type("The quick brown fox jumps over the lazy dog twice.")
	}, `$("#plain").value.endsWith("twice.")`},
	{"a number is typed, and stepped by arrows within its bounds", func(a agent) { click(a, el("amount")); a.Key("a", ctrl); a.Type("4.5"); keys(a, "ArrowUp", "ArrowUp") }, `$("#amount").value === "5"`},
	{"letters do not come into a number", func(a agent) { a.Key("a", ctrl); a.Type("2x") }, `$("#amount").value === "2"`},
	{"an e-mail address", func(a agent) { click(a, el("mail")); a.Type("a@b.fr"); keys(a, "Backspace") }, `$("#mail").value === "a@b.f"`},

	{"an editable element", func(a agent) { click(a, el("edit")); keys(a, "End"); a.Type(" and new") }, `text("#edit") === "Old and new"`},
	{"paragraphs in it", func(a agent) { click(a, el("lines")); keys(a, "End", "Enter"); a.Type("Two") }, `$("#lines").children.length === 2 && $("#lines").children[1].textContent === "Two"`},
	{"all of it replaced", func(a agent) { click(a, el("edit")); a.Key("a", ctrl); a.Type("N") }, `text("#edit") === "N"`},

	{"Enter submits by the form's button", func(a agent) { click(a, el("f1")); a.Type("x"); keys(a, "Enter") }, `text("#sent") === "whole go"`},
	{"Enter submits a single field without a button", func(a agent) { click(a, el("f3")); keys(a, "Enter") }, `text("#sent") === "whole go single -"`},
	{"two fields without a button are not submitted, nor by a button that is off", func(a agent) { click(a, el("f4")); keys(a, "Enter"); click(a, el("f6")); keys(a, "Enter") }, `text("#sent") === "whole go single -"`},
	{"a click on the button submits", func(a agent) { click(a, `$("#whole button")`) }, `text("#sent") === "whole go single - whole go"`},
	{"Enter and space press buttons", func(a agent) { click(a, el("f2")); keys(a, "Tab", "Enter", " ") }, `text("#sent") === "whole go single - whole go whole go whole go"`},

	{"a check box by its label, around it and elsewhere", func(a agent) { click(a, el("l1")); click(a, el("l2")) }, `$("#c1").checked && $("#c2").checked`},
	{"a check box by itself and by space", func(a agent) { click(a, el("c1")); click(a, el("c2")); keys(a, " ") }, `!$("#c1").checked && $("#c2").checked`},
	{"radio buttons by arrows, over one that is off", func(a agent) { click(a, el("r1")); keys(a, "ArrowDown") }, `$("#r3").checked && document.activeElement.id === "r3"`},
	{"and round", func(a agent) { keys(a, "ArrowRight") }, `$("#r1").checked`},
	{"a select by its option", func(a agent) { a.Choose(el("one"), 2) }, `$("#one").value === "Blue"`},
	{"a select by arrows", func(a agent) { click(a, el("one")); keys(a, "ArrowUp") }, `$("#one").value === "Red"`},
	{"a list, one and with Control more", func(a agent) {
		click(a, el("o2"))
		a.Press(el("o4"), 0.5, 0.5, 0, ctrl, 1)
		a.Release(el("o4"), 0.5, 0.5, 0)
	}, `[...$("#many").selectedOptions].map((o) => o.id).join() === "o2,o4"`},
	{"several at once", func(a agent) { a.Choose(el("many"), 0, 2) }, `[...$("#many").selectedOptions].map((o) => o.id).join() === "o1,o3"`},
	{"date, time, month, moment and colour by their value", func(a agent) {
		a.Give(el("date"), "2026-03-04")
		a.Give(el("time"), "12:30")
		a.Give(el("month"), "2026-05")
		a.Give(el("moment"), "2026-05-06T07:08")
		a.Give(el("colour"), "#ff8800")
	}, `["date", "time", "month", "moment", "colour"].map((id) => $("#" + id).value).join() === "2026-03-04,12:30,2026-05,2026-05-06T07:08,#ff8800"`},
	{"a slider is drawn", func(a agent) { drag(a, el("range"), 0.05, 0.5, el("range"), 0.5, 0.5) }, `$("#range").value === "100" && /^i+c$/.test(text("#ranged"))`},
	{"a slider by keys", func(a agent) { keys(a, "ArrowRight", "PageUp", "End", "ArrowLeft") }, `$("#range").value === "190"`},
	{"a slider from right to left", func(a agent) { drag(a, el("rtl"), 0.95, 0.5, el("rtl"), 0.25, 0.5) }, `Math.abs($("#rtl").value - 75) < 6`},
	{"a slider by its value", func(a agent) { a.Give(el("range"), "40") }, `$("#range").value === "40"`},
	{"details open", func(a agent) { click(a, el("summary")) }, `$("#details").open`},
	{"and close by Enter", func(a agent) { keys(a, "Enter") }, `!$("#details").open`},
	{"a button that is off hears nothing", func(a agent) { click(a, el("off")); click(a, el("inoff")) }, `text("#offs") === "0"`},

	{"a menu that opens on pointerdown", func(a agent) { click(a, el("opens")) }, `$("#opens").dataset.open === "mousetrue01"`},
	{"no mouse events, no focus, but a click where pointerdown was cancelled", func(a agent) { click(a, el("keeps")) }, `text("#mouse") === "0click" && document.activeElement.id !== "keeps"`},
	{"no focus where mousedown was cancelled", func(a agent) { click(a, el("plain")); click(a, el("nofocus")) }, `document.activeElement.id === "plain"`},
	{"a double click", func(a agent) { doubleClick(a, el("double")) }, `text("#did") === "double 2"`},
	{"a context menu", func(a agent) { rightClick(a, el("context")) }, `text("#did") === "context 2"`},
	{"a menu of the style sheet, by :hover", func(a agent) { a.Move(el("csshover"), 0.5, 0.1); click(a, el("inmenu")) }, `visible($("#inmenu"))`},
	{":hover in rules within rules", func(a agent) { a.Move(el("lit"), 0.5, 0.5) }, `getComputedStyle($("#lit")).color === "rgb(255, 0, 0)" && !visible($("#inmenu"))`},
	{"mouseenter once, and mouseleave", func(a agent) {
		a.Move(el("jshover"), 0.9, 0.5)
		a.Move(el("jsb"), 0.5, 0.5)
		a.Move(el("lit"), 0.5, 0.5)
	}, `text("#hovers") === "1left"`},
	{"a slider that captures the pointer", func(a agent) {
		a.Press(el("track"), 0.1, 0.5, 0, 0, 1)
		a.Move(el("track"), 0.5, 0.5)
		a.Move(el("lit"), 0.1, 0.5)
		a.Release(el("lit"), 0.1, 0.5, 0)
	}, `/ lost$/.test(text("#tracked")) && Element.prototype.setPointerCapture.toString().includes("native")`},
	{"something dragged by mousemove of the document", func(a agent) { drag(a, el("drags"), 0.1, 0.5, el("drags"), 0.6, 0.5) }, `/^[1-9]\d+ 1$/.test(text("#dragged"))`},
	{"what has moved away under the pointer is still what is clicked", func(a agent) { click(a, el("shifting")) }, `text("#did") === "shifting"`},

	{"Tab stays in a modal dialog", func(a agent) { click(a, el("openmodal")); keys(a, "Tab", "Tab", "Tab") }, `$("#modal").contains(document.activeElement)`},
	{"Escape asks the page before", func(a agent) { keys(a, "Escape") }, `!$("#modal").open && text("#cancels") === "1"`},
	{"a popover opens by its button and closes by Escape", func(a agent) { click(a, el("popbutton")); click(a, el("inpop")); keys(a, "Escape") }, `!$("#pop").matches(":popover-open")`},
	{"a popover closes when one clicks beside it", func(a agent) { click(a, el("popbutton")); click(a, el("lit")) }, `!$("#pop").matches(":popover-open")`},
	{"a popover closes by its button", func(a agent) { click(a, el("popbutton")); click(a, el("popbutton")) }, `!$("#pop").matches(":popover-open")`},

	{"Tab passes what is hidden or off", func(a agent) { click(a, el("t1")); keys(a, "Tab") }, `document.activeElement.id === "t3"`},
	{"and on", func(a agent) { keys(a, "Tab", "Tab") }, `document.activeElement.id === "t5"`},
	{"and back", func(a agent) { a.Key("Tab", shift) }, `document.activeElement.id === "t4"`},
	{"a link by Enter", func(a agent) { a.Key("Tab", shift); keys(a, "Enter") }, `location.hash === "#there"`},
	{"the box around scrolls", func(a agent) { a.Scroll(el("inbox"), 0, 30) }, `$("#box").scrollTop === 30 && scrollY >= 0`},
	{"at its end, what is around it", func(a agent) { a.Scroll(el("inbox"), 0, 1000); a.Scroll(el("inbox"), 0, 40) }, `$("#box").scrollTop === 70 && scrollY > 0`},
	{"a wheel that the page keeps", func(a agent) { a.Scroll(el("wheel"), 0, 50) }, `text("#wheeled") === "50"`},

	{"a field in a shadow tree", func(a agent) { click(a, inShadow+`("#deep")`); a.Type("in") }, inShadow + `("#deep").value === "in"`},
	{"a button two shadow trees deep", func(a agent) { click(a, inShadow+`("deep-button").shadowRoot.querySelector("button")`) }, inShadow + `("deep-button").dataset.clicked === "yes"`},
	{"a button around a slot", func(a agent) { click(a, el("label")) }, `$("#slotted").dataset.clicked === "yes"`},
	{":hover in a shadow tree", func(a agent) { a.Move(inShadow+`("#it")`, 0.5, 0.5) }, `getComputedStyle(` + inShadow + `("#it")).color === "rgb(255, 0, 0)"`},
	{"a field in a frame", func(a agent) { click(a, inFrame+`("#inner")`); a.Type("framed"); keys(a, "Backspace") }, inFrame + `("#inner").value === "frame"`},
	{"a button in a frame", func(a agent) { click(a, inFrame+`("#press")`) }, inFrame + `("#press").textContent === "Press1"`},
	{":hover in a frame", func(a agent) { a.Move(inFrame+`("#bold")`, 0.5, 0.5) }, `$("#same").contentWindow.getComputedStyle(` + inFrame + `("#bold")).color === "rgb(255, 0, 0)"`},
	{"a link that the page handles", func(a agent) { click(a, el("handled")) }, `text("#handled") === "Done"`},
	{"a link to a second window opens here", func(a agent) { click(a, el("blank")) }, `location.hash === "#blank"`},
}
