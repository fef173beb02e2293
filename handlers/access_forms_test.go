package handlers_test

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/say"
)

// filled is a form as somebody sends it.
type filled struct {
	values url.Values
	field  string // of the file; empty without one
	file   []byte
}

// TestEveryFormOfEveryRole fills in the form of every route that changes something, and sends it as every role: who may do it is refused
// nothing, and who may not is told which permission is missing.
func TestEveryFormOfEveryRole(t *testing.T) {
	w := newWorld(t)
	guards := map[string]access.Action{}
	for _, r := range w.Server.Routes() {
		guards[key(r.Method, r.Path)] = access.Action(r.Guard)
	}
	for _, row := range rows(doors) {
		method, route := row[0], row[1]
		if method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions {
			continue
		}
		t.Run(method+strings.ReplaceAll(route, "/", " "), func(t *testing.T) {
			w := w.in(t)
			for i, role := range models.Roles {
				p := w.person(role)
				by := p
				if row[2+i] == "-" {
					by = w.person(models.Administrator)
				}
				w.play(route)
				address := w.fill(route, own, by)
				sheet := sheetOf(method, route)
				answer := w.sendForm(method, address, p, w.complete(sheet, address, by))
				text := w.read(answer)
				switch {
				case row[2+i] == "-":
					w.expectNamed(answer, text, role, guards[key(method, route)])
				case answer.StatusCode >= 400 && !slices.Contains(sheet.statuses, answer.Status[:3]):
					w.t.Errorf("%s: %s: %s", role, answer.Status, words(text))
				}
			}
		})
	}
}

func TestEverySheetIsOfARoute(t *testing.T) {
	for _, s := range rows(sheets) {
		if !slices.ContainsFunc(rows(doors), func(r []string) bool { return r[0] == s[0] && r[1] == s[1] }) {
			t.Errorf("%s %s stands in sheets and not in doors", s[0], s[1])
		}
	}
}

// play has managed Google Play connected, except for the route that connects it.
func (w world) play(route string) {
	w.t.Helper()
	if !strings.Contains(route, "google-play") {
		return
	}
	ctx := storetest.System(w.t)
	settings, err := w.CatalogSettings(ctx)
	w.must(err)
	if isOn, wanted := settings.Play.Connected(), route != "/connectors/google-play/connect"; isOn && !wanted {
		w.must(w.DisconnectPlay(ctx))
	} else if wanted && !isOn {
		_, err := w.Server.Play.Connect(ctx, field.Form{"location": {"http://play.example"}, "account": {"veldhoek"}}, "en")
		w.must(err)
	}
}

// expectNamed wants a refusal that names the permission which is missing.
func (w world) expectNamed(answer *http.Response, text string, role models.Role, guard access.Action) {
	w.t.Helper()
	if answer.StatusCode != http.StatusForbidden {
		w.t.Errorf("%s, who may not: %s: %s", role, answer.Status, words(text))
		return
	}
	for _, action := range []access.Action{access.UseAdminPortal, guard} {
		for _, owner := range []models.ID{"u", "somebody else"} {
			err := access.May(models.Actor{UserID: "u", Role: role}, action, access.Object{OwnerID: owner})
			e, ok := errors.AsType[*models.Error](err)
			if cause, is := errors.AsType[access.Refusal](err); ok && is && cause.Reason == access.NotPermitted && strings.Contains(text, say.Text(w.t.Context(), e.Text)) {
				return
			}
		}
	}
	w.t.Errorf("%s is not told which permission is missing: %s", role, words(text))
}

// words are what a page says, in short.
func words(page string) string {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		return page
	}
	main := doc.Find("main")
	if main.Length() == 0 {
		main = doc.Selection
	}
	return strings.Join(strings.Fields(main.Text()), " ")
}

// sheet is a line of sheets.
type sheet struct {
	page, typed string
	statuses    []string
}

func sheetOf(method, route string) sheet {
	for _, row := range rows(sheets) {
		if row[0] != method || row[1] != route {
			continue
		}
		s := sheet{page: row[2]}
		for _, word := range row[3:] {
			if status, is := strings.CutPrefix(word, "!"); is {
				s.statuses = append(s.statuses, status)
			} else {
				s.typed = word
			}
		}
		return s
	}
	return sheet{page: "-"}
}

// complete fills in a form as somebody does who may send it.
func (w world) complete(s sheet, address string, by person) filled {
	w.t.Helper()
	f := filled{values: url.Values{}}
	switch s.page {
	case "-":
	case "=":
		w.prefill(f.values, address, address, by)
	case "..":
		w.prefill(f.values, path.Dir(address), address, by)
	default:
		w.prefill(f.values, s.page, address, by)
	}
	for name, values := range w.usual(http.MethodPost, address, by) {
		if !f.values.Has(name) {
			f.values[name] = values
		}
	}
	if s.typed == "" {
		return f
	}
	for pair := range strings.SplitSeq(s.typed, "&") {
		if name, file, is := strings.Cut(pair, "@{"); is {
			f.field, f.file = name, w.bytes(strings.TrimSuffix(file, "}"))
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		f.values.Set(name, w.blank(value, address, by))
	}
	return f
}

// prefill takes over what a page has in its form for an address.
func (w world) prefill(into url.Values, page, address string, by person) {
	w.t.Helper()
	answer := w.send(http.MethodGet, page, by)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.read(answer)))
	w.must(err)
	of, _, _ := strings.Cut(address, "?")
	found := doc.Find("form").FilterFunction(func(_ int, f *goquery.Selection) bool {
		to, _, _ := strings.Cut(f.AttrOr("action", page), "?")
		return to == of && strings.EqualFold(f.AttrOr("method", ""), "post")
	})
	if found.Length() == 0 {
		w.t.Errorf("%s has no form for %s: %s", page, of, answer.Status)
		return
	}
	found.First().Find("input[name], textarea[name], select[name]").Each(func(_ int, in *goquery.Selection) {
		name, value := in.AttrOr("name", ""), in.AttrOr("value", "")
		_, on := in.Attr("checked")
		kind := in.AttrOr("type", "")
		switch {
		case goquery.NodeName(in) == "textarea":
			value = in.Text()
		case goquery.NodeName(in) == "select":
			value = in.Find("option[selected]").AttrOr("value", in.Find("option").AttrOr("value", ""))
		case (kind == "checkbox" || kind == "radio") && !on, kind == "file", kind == "submit":
			return
		}
		into.Add(name, value)
	})
}

// blank is what is typed where a sheet has something in braces.
func (w world) blank(value, address string, by person) string {
	w.t.Helper()
	switch value {
	case "{password}":
		return storetest.Password
	case "{another}":
		return "quay crane harbor " + w.name()
	case "{name}":
		return w.name()
	case "{email}":
		return w.name() + "@appdepot.example"
	case "{me}":
		return by.Email
	case "{app}":
		return string(w.webApp().ID)
	case "{relative}":
		name := w.name()
		return string(w.Windows(w.t, name)[name].ID)
	case "{user}":
		return string(w.person(models.PortalUser).ID)
	case "{group}":
		g, err := w.AddGroup(storetest.System(w.t), field.Form{"name": {w.name()}, "kind": {string(models.UserGroup)}})
		w.must(err)
		return string(g.ID)
	case "{draft}":
		d, err := w.Draft(storetest.System(w.t), idIn(address))
		w.must(err)
		return strconv.Itoa(d.Version)
	case "{edit}":
		e, err := w.AssignmentEdit(models.WithActor(w.t.Context(), by.Actor("")), idIn(address))
		w.must(err)
		return strconv.Itoa(e.Version)
	case "{hit}":
		return w.hit("canteen").ID
	case "{next}":
		return string(w.Send(w.t, "tool.msi", msi(w.name(), "3.0.0")))
	case "{version}":
		app, err := w.App(storetest.System(w.t), idIn(address))
		w.must(err)
		return strconv.Itoa(app.Version)
	}
	return value
}

// idIn is the first object in an address.
func idIn(address string) models.ID { return models.ID(strings.Split(address, "/")[2]) }

// bytes are the content of a file.
func (w world) bytes(name string) []byte {
	w.t.Helper()
	switch name {
	case "picture":
		return w.png()
	case "apk":
		return sample.APK(sample.APKOptions{Label: "Dock", PackageID: "example." + strings.ReplaceAll(w.name(), "-", ""), VersionName: "1.0", VersionCode: 1,
			MinSDK: 30, Signer: sample.NewSigner("Veldhoek")})
	}
	return msi(w.name(), "4.0.0")
}

// sendForm sends a form with its file as a browser or the page's script does, and follows no redirect.
func (w world) sendForm(method, address string, p person, f filled) *http.Response {
	w.t.Helper()
	var body io.Reader = strings.NewReader(f.values.Encode())
	headers := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	switch {
	case f.field != "" && method == http.MethodPut:
		body, headers = bytes.NewReader(f.file), map[string]string{"Content-Disposition": "attachment; filename=tool.msi"}
	case f.field != "":
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for name, values := range f.values {
			for _, v := range values {
				w.must(m.WriteField(name, v))
			}
		}
		part, err := m.CreateFormFile(f.field, map[bool]string{true: "logo.png", false: "tool.msi"}[f.field == "logo"])
		w.must(err)
		_, err = part.Write(f.file)
		w.must(err)
		w.must(m.Close())
		body, headers = &b, map[string]string{"Content-Type": m.FormDataContentType()}
	}
	return w.request(method, address, p, body, headers)
}

func (w world) read(answer *http.Response) string {
	w.t.Helper()
	b, err := io.ReadAll(answer.Body)
	w.must(err)
	return string(b)
}
