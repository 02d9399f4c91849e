package chat

// checkTrail is Check for what stands in trails.
func checkTrail(b Body) Problem {
	switch b := b.(type) {
	case Seen:
		return CheckPage(b.PageView)
	case Visited:
		return checkVisit(b.Visit)
	case Told:
		return checkData(b.Data)
	case Identified:
		c := b.Customer
		return firstOf(checkLabel(c.ID, MaxCustomer, true), checkLabel(c.Name, MaxName, true), checkLabel(c.Email, MaxEmail, true), checkData(c.Data))
	case Gone:
		return when(b.At < 0, Malformed)
	}
	return NotAllowed
}

func checkVisit(v Visit) Problem {
	p := firstOf(checkID(v.ID, false), checkSource(v.Came), checkSource(v.First), when(v.Began < 0 || v.FirstAt < 0, Malformed))
	for _, s := range []string{v.Device.Country, v.Device.Browser, v.Device.System, v.Device.Kind, v.Device.Language, v.Device.Screen, v.Device.Zone} {
		p = firstOf(p, checkLabel(s, MaxDatumName, true))
	}
	return p
}

func checkSource(s Source) Problem {
	p := checkPicture(s.Landing)
	if s.Referrer != "" && !hasPrefix(s.Referrer, "android-app://") { // what Android's apps send
		p = firstOf(p, checkURL(s.Referrer))
	}
	return firstOf(p, when(len(s.Referrer) > MaxURL, TooLarge), when(!plain(s.Referrer), BadText))
}

func checkData(list []Datum) Problem {
	if len(list) > MaxData {
		return TooLarge
	}
	for i, d := range list {
		for _, other := range list[:i] {
			if other.Name == d.Name {
				return Malformed
			}
		}
		if p := checkDatum(d); p != NoProblem {
			return p
		}
	}
	return NoProblem
}

func checkDatum(d Datum) Problem {
	p := firstOf(checkLabel(d.Name, MaxDatumName, false), checkLabel(d.Value, MaxDatum, true), when(!d.Type.Known(), Malformed))
	switch {
	case p != NoProblem:
	case d.Type == DatumLink:
		return checkURL(d.Value)
	case d.Type == DatumYesNo:
		return when(d.Value != "yes" && d.Value != "no", Malformed)
	}
	return p
}
