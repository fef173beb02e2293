package remedy_test

import (
	"testing"

	"appdepot/models/remedy"
)

func TestEveryCodeIsExplained(t *testing.T) {
	for _, code := range []int32{0, 1603, -942583883, -2016063457, -2016063462, -2016345060, 77} {
		r := remedy.Of(code)
		if r.Means.Empty() || len(r.Steps) == 0 {
			t.Errorf("%d: %+v", code, r)
		}
	}
	if remedy.Of(77).Means.Source != remedy.Of(78).Means.Source || remedy.Of(77).Means.Source == remedy.Of(1603).Means.Source {
		t.Error("an unknown code is not told apart from a known one")
	}
}
