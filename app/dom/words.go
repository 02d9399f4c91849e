package dom

import "strconv"

// What follows fills the element with words in the reader's language, from the browser's own tables. What it does not know is
// shown as it is given.

// Country is the name of a country: "FR". Language is that of a language: "fr-FR".
func Country(code string) Item { return set(propWords, "country "+code) }
func Language(tag string) Item { return set(propWords, "language "+tag) }

// Number is a number: "-12.5". Money is an amount of a currency: "129.00", "EUR".
func Number(n string) Item          { return set(propWords, "number "+n) }
func Money(n, currency string) Item { return set(propWords, "money "+n+" "+currency) }

// Date is a day: "2026-11-25", or a time: "2026-11-25T10:30:00Z". OnDay is the day of a time, in the reader's zone.
func Date(iso string) Item { return set(propWords, "date "+iso) }
func OnDay(ms int64) Item  { return set(propWords, "on "+strconv.FormatInt(ms, 10)) }

// ClockThere is the time of day in a time zone ("Europe/Paris"), or, where that is not known, so many minutes east of UTC.
func ClockThere(ms int64, zone string, offset int) Item {
	return set(propWords, "there "+strconv.FormatInt(ms, 10)+" "+strconv.Itoa(offset)+" "+zone)
}
