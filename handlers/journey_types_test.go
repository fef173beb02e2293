package handlers_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/form"
	"appdepot/views/link"
)

// Every type there is can be added in a real browser: what was answered is what the app has.
func TestEveryTypeIsAddedInABrowser(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	for _, d := range apptype.Addable() {
		if d.Entry.ID == "" || d.Entry.Choose != apptype.OnlyType && d.Entry.Choose != apptype.ByFile {
			continue // not made step by step from answers
		}
		p.Open(link.SelectAppType())
		p.ClickOn(fmt.Sprintf("label:has([value=%s])", d.Entry.ID))
		p.Click("Select")
		p.WaitText("Add app")
		if d.Package != nil {
			path := filepath.Join(t.TempDir(), "example"+d.Package.Extensions[0])
			w.must(os.WriteFile(path, sample.Example(d.Package.Extensions[0]), 0o600))
			p.Attach("App package file", path)
			p.WaitText("Uploaded")
			p.WaitFor(`document.querySelector("[name=displayName]") && !document.querySelector("#package[hx-get], page-reload")`) // signatures are checked
		}
		app := w.created(p, d, func(step field.Step) { fillStep(p, d, step) })
		want, _ := d.Decode(d.Example)
		got := d.ValuesOf(app)
		for _, f := range field.Asked(d.Fields(), d.Example) {
			if !f.IsLocked(field.WithDefaults(d.Fields(), d.Example)) && got[f.Key] != want[f.Key] {
				t.Errorf("%s: %s is %q, not %q", d.ID, f.Key, got[f.Key], want[f.Key])
			}
		}
	}
}

// created goes through all steps of a wizard from the first one, answering each, and gives the app that was made.
func (w world) created(p *browsertest.Page, d *apptype.Definition, answer func(field.Step)) models.App {
	w.t.Helper()
	steps := append(slices.Clone(d.Steps), field.Step{Key: store.AssignmentsStep}, field.Step{Key: store.ReviewStep})
	for i, step := range d.Steps {
		answer(step)
		p.Click("Next")
		p.WaitFor(fmt.Sprintf(`location.pathname.endsWith(%q) && document.readyState === "complete"`, "/"+steps[i+1].Key))
	}
	p.Click("Next")
	p.WaitFor(`location.pathname.endsWith("/review")`)
	p.Click("Create")
	p.WaitFor(`location.pathname.startsWith("/apps/")`)
	app, err := w.App(storetest.System(w.t), models.ID(strings.TrimPrefix(p.Path(), "/apps/")))
	w.must(err)
	return app
}

// fillStep answers what people answer on a step; the rest is the file's.
func fillStep(p *browsertest.Page, d *apptype.Definition, step field.Step) {
	full := field.WithDefaults(d.Fields(), d.Example)
	for _, f := range field.Asked(d.Fields(), d.Example) {
		mine := slices.ContainsFunc(step.Sections, func(s field.Section) bool {
			return s.Key != apptype.PackageSection && slices.ContainsFunc(s.Fields, func(o field.Field) bool { return o.Key == f.Key })
		})
		switch {
		case !mine || f.IsLocked(full):
		case f.Control == field.Table:
			fillRows(p, f, full)
		default:
			fill(p, f, f.Key, full[f.Key])
		}
	}
}

// fillRows makes a table have the rows of the form.
func fillRows(p *browsertest.Page, f field.Field, full field.Form) {
	want, _ := f.RowCount(full)
	rows := fmt.Sprintf(`Number(document.querySelector('[type=hidden][name="%s"]').value)`, f.Key)
	p.WaitFor(fmt.Sprintf(`document.querySelector('[type=hidden][name="%s"]')`, f.Key))
	for there := browsertest.Eval[int](p, rows); there != want; {
		command, next := fmt.Sprintf("%s %s", field.AddRow, f.Key), there+1
		if there > want {
			command, next = fmt.Sprintf("%s %s %d", field.RemoveRow, f.Key, there-1), there-1
		}
		p.ClickOn(fmt.Sprintf(`button[name=%s][value="%s"]`, form.Command, command))
		p.WaitFor(fmt.Sprintf("%s === %d", rows, next))
		there = next
	}
	for i := range want {
		row := field.WithDefaults(f.Rows.Fields, f.Row(full, i))
		for _, q := range field.Asked(f.Rows.Fields, row) {
			fill(p, q, field.RowKey(f.Key, i, q.Key), row[q.Key])
		}
	}
}

// fill answers one question as a person does, and waits for the questions that follow from the answer.
func fill(p *browsertest.Page, f field.Field, key string, answers []string) {
	if len(answers) == 0 {
		return
	}
	given, _ := json.Marshal(answers) // strings only
	p.WaitFor(fmt.Sprintf(`document.querySelector('[name="%s"]:not([type=hidden])')`, key))
	browsertest.Eval[bool](p, fmt.Sprintf(`(async (name, answers, leads) => {
		const controls = [...document.querySelectorAll('[name="' + name + '"]:not([type=hidden])')];
		const was = JSON.stringify(controls.map(c => c.checked ?? c.value));
		for (const c of controls) {
			if (c.matches("[type=radio], [type=checkbox]")) {
				if (c.checked !== answers.includes(c.value) && (c.type === "checkbox" || !c.checked)) c.click();
				continue;
			}
			c.focus();
			c.value = answers[0];
			c.dispatchEvent(new Event("input", {bubbles: true}));
		}
		if (leads && JSON.stringify(controls.map(c => c.checked ?? c.value)) !== was) {
			const done = new Promise(resolve => document.addEventListener("htmx:finally:request", resolve, {once: true}));
			if (!controls[0].matches("[type=radio], [type=checkbox]")) controls[0].dispatchEvent(new Event("change", {bubbles: true}));
			await done;
		}
		return true;
	})(%q, %s, %t)`, key, given, f.HasDependents))
}
