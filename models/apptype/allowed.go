package apptype

import (
	"maps"

	"appdepot/models/field"
)

// MostPermissiveRule is the rule of assignments for the answers of the example, which of those that matter are the ones that allow
// most.
func (d *Definition) MostPermissiveRule() AssignRule {
	values, _ := d.Decode(d.Example)
	return d.Assign(values)
}

// AssignDependsOn lists the labels of the questions whose answer changes which assignments are allowed.
func (d *Definition) AssignDependsOn() (labels []string) {
	values, _ := d.Decode(d.Example)
	most := d.Assign(values)
	for _, f := range d.Fields() {
		for _, answer := range answersTo(f) {
			other := maps.Clone(values)
			other[f.Key] = answer
			rule := d.Assign(other)
			if !maps.Equal(rule.Intents, most.Intents) || rule.AvailableToDevices != most.AvailableToDevices {
				labels = append(labels, f.Label)
				break
			}
		}
	}
	return labels
}

// answersTo are all answers to a question that has few.
func answersTo(f field.Field) (answers []string) {
	if f.Control == field.Flag {
		return []string{"true", "false"}
	}
	for _, o := range f.Options {
		answers = append(answers, o.Value)
	}
	return answers
}
