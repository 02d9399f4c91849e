package cobrowse

// srcset is a srcset attribute with those of its pictures that may be loaded; "" if none may.
func (p Policy) srcset(s string, base, self *address) string {
	var b []byte
	for i := 0; ; {
		for i < len(s) && (white(s[i]) || s[i] == ',') {
			i++
		}
		if i == len(s) {
			return string(b)
		}
		from := i
		for i < len(s) && !white(s[i]) {
			i++
		}
		url, descriptors := s[from:i], ""
		if url[len(url)-1] == ',' {
			for url[len(url)-1] == ',' { // it does not begin with one
				url = url[:len(url)-1]
			}
		} else {
			from = i
			for depth := 0; i < len(s) && (s[i] != ',' || depth > 0); i++ {
				switch s[i] {
				case '(':
					depth++
				case ')':
					depth--
				}
			}
			descriptors = s[from:i]
		}
		url = p.load(url, picture, base, self)
		list := fields(descriptors)
		if url == "" || url[len(url)-1] == ',' || !plainDescriptors(list) {
			continue
		}
		if len(b) > 0 {
			b = append(b, ", "...)
		}
		b = append(b, url...)
		for _, d := range list {
			b = append(b, ' ')
			b = append(b, d...)
		}
	}
}

// plainDescriptors tells whether all are numbers with a unit: "2x", "640w".
func plainDescriptors(list []string) bool {
	for _, d := range list {
		for i := range len(d) {
			if c := d[i]; (c < '0' || c > '9') && c != '.' && c != 'x' && c != 'w' && c != 'h' {
				return false
			}
		}
	}
	return true
}
