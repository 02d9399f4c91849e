package main

import (
	"errors"
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"

	"pupitre/relay/files"
	"pupitre/relay/web"
)

// defaultFileTypes are what people send each other about an order; nothing that runs. The second name of ZIP is that of Windows.
const defaultFileTypes = "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,text/csv,application/zip,application/x-zip-compressed," +
	"application/msword,application/vnd.ms-excel,application/vnd.ms-powerpoint," +
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document," +
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet," +
	"application/vnd.openxmlformats-officedocument.presentationml.presentation," +
	"application/vnd.oasis.opendocument.text,application/vnd.oasis.opendocument.spreadsheet,application/vnd.oasis.opendocument.presentation"

// maxFileTypes is how many bytes the list may have: every client is told of it.
const maxFileTypes = 4 << 10

// fileRules fills in what is configured of files. The error names the flag.
func (f flags) fileRules(c *web.Config) (err error) {
	if c.Rules.MaxFile, err = parseSize(f.MaxFile); err != nil {
		return fmt.Errorf("-max-file %q: %w", f.MaxFile, err)
	}
	if c.Rules.MaxFile > files.MaxFile {
		return fmt.Errorf("-max-file %q: at most %dMB", f.MaxFile, files.MaxFile/1_000_000)
	}
	if c.FileQuota, err = parseSize(f.FileQuota); err != nil {
		return fmt.Errorf("-file-quota %q: %w", f.FileQuota, err)
	}
	var types []string
	for _, item := range f.FileTypes {
		for _, t := range strings.Fields(item) {
			if !validType(t) {
				return fmt.Errorf("-file-types %q: a media type is written application/pdf or image/*, in small letters", t)
			}
			if !slices.Contains(types, t) {
				types = append(types, t)
			}
		}
	}
	c.Rules.Types = strings.Join(types, " ")
	if len(c.Rules.Types) > maxFileTypes {
		return fmt.Errorf("-file-types: the list has more than %d bytes", maxFileTypes)
	}
	return nil
}

// units of sizes; a unit ends with another one's name, so the longer come first.
var units = []struct {
	name  string
	bytes uint64
}{{"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"B", 1}, {"", 1}}

// parseSize reads "10MB", "500 KB" or a number of bytes. Units are decimal, as both sides' programs write them (box.Size).
func parseSize(s string) (uint64, error) {
	for _, u := range units {
		number, ok := strings.CutSuffix(strings.ToUpper(strings.TrimSpace(s)), u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 33)
		if err != nil {
			break
		}
		return n * u.bytes, nil
	}
	return 0, errors.New("a size is written 500KB, 10MB, 1GB, or in bytes")
}

func validType(t string) bool {
	kind, params, err := mime.ParseMediaType(strings.Replace(t, "/*", "/x", 1))
	main, sub, ok := strings.Cut(t, "/")
	return err == nil && len(params) == 0 && ok && kind == strings.Replace(t, "/*", "/x", 1) && !strings.Contains(main, "*") && (sub == "*" || !strings.Contains(sub, "*"))
}
