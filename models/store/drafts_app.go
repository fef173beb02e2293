package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// The last two steps of every wizard, behind those of the app's type.
const (
	AssignmentsStep = "assignments"
	ReviewStep      = "review"
)

// WizardSteps are the tabs of the wizard that makes a draft an app. Before a file has decided the type, the first one asks
// for that file and nothing else. Where several apps are chosen from a list, it is that list.
func WizardSteps(d models.Draft) []field.Step {
	steps := []field.Step{{Key: apptype.Information, Title: "App information", Sections: []field.Section{{Key: apptype.PackageSection}}}}
	if def, ok := apptype.Get(d.Type); ok {
		steps = slices.Clone(def.Steps)
	} else if e, ok := selecting(d); ok {
		steps = []field.Step{{Key: apptype.Selection, Title: e.Types[0].Steps[0].Title}}
	}
	return append(steps, field.Step{Key: AssignmentsStep, Title: "Assignments"}, field.Step{Key: ReviewStep, Title: "Review + create"})
}

// WizardStepsWith are the tabs of the wizard with the questions that the draft's file leaves to people.
func WizardStepsWith(d models.Draft, file DraftFile) []field.Step {
	steps := WizardSteps(d)
	if def, ok := apptype.Get(d.Type); ok {
		copy(steps, def.Unlocked(file.Known(d)).Steps)
	}
	return steps
}

// laterStep is the later one of two steps of a wizard.
func laterStep(steps []field.Step, a, b string) string {
	if stepAt(steps, b) > stepAt(steps, a) {
		return b
	}
	return a
}

// stepAfter is the step behind another; the last one is its own successor.
func stepAfter(steps []field.Step, key string) string {
	return steps[min(stepAt(steps, key)+1, len(steps)-1)].Key
}

func stepAt(steps []field.Step, key string) int {
	return slices.IndexFunc(steps, func(s field.Step) bool { return s.Key == key })
}

// DraftApp is the app that a draft would become with the answers that can be accepted so far, and what is wrong with the
// others. It has the draft's ID. Of several apps that were chosen from a list it is the first.
func DraftApp(d models.Draft) (models.App, field.Errors) {
	app := models.App{ID: d.ID, LogoID: d.LogoID, Version: 1}
	def, ok := apptype.Get(d.Type)
	if !ok {
		if apps := SelectedApps(d); len(apps) > 0 {
			app = apps[0]
		}
		return app, field.Errors{}
	}
	values, errs := def.Decode(d.Form)
	def.Apply(values, &app)
	return app, errs
}

// draftName is what a draft is called in the audit log: the app's name as typed so far, or the ID of its type or kind of app.
func draftName(d models.Draft) string {
	app, _ := DraftApp(d)
	return cmp.Or(app.Name, d.Type, d.Entry)
}

// withFile adds what is wrong with a draft's file, or with a choice of apps, to what is wrong with its answers, by field key.
// What is wrong with the file stands under the key of the package section; what only a file can answer is no mistake of its own
// then.
func withFile(errs field.Errors, d models.Draft, file DraftFile) field.Errors {
	if _, ok := selecting(d); ok && len(d.Form[apptype.Selection]) == 0 {
		errs[apptype.Selection] = models.T("Choose at least one app.")
	}
	problem := file.problem(d)
	if problem.Empty() {
		return errs
	}
	if def, ok := apptype.Get(d.Type); ok {
		section, _ := def.Section(apptype.PackageSection)
		maps.DeleteFunc(errs, func(key string, _ models.Text) bool {
			_, unread := field.ByKey(section.Fields, key)
			return unread
		})
	}
	errs[apptype.PackageSection] = problem
	return errs
}

// ErrorsOn keeps the mistakes that can be mended on one step.
func ErrorsOn(steps []field.Step, key string, all field.Errors) field.Errors {
	found := maps.Clone(all)
	maps.DeleteFunc(found, func(problem string, _ models.Text) bool { return StepOf(steps, problem) != key })
	return found
}

// StepOf finds the step on which a mistake can be mended: the one that asks the field, has the section, or has the lines that
// are numbered behind its name.
func StepOf(steps []field.Step, problem string) string {
	lines, _, _ := strings.Cut(problem, ".")
	for _, step := range steps {
		if step.Key == lines && len(step.Sections) == 0 {
			return step.Key
		}
		_, asked := field.ByKey(step.Fields(), problem)
		if asked || slices.ContainsFunc(step.Sections, func(s field.Section) bool { return s.Key == problem }) {
			return step.Key
		}
	}
	return AssignmentsStep
}
