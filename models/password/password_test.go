package password_test

import (
	"testing"

	"appdepot/models/password"
)

func TestCommonPasswords(t *testing.T) {
	for _, common := range []string{
		"password1234", "Password1234!", "P@ssw0rd1234", "passwordpassword", "123456789012", "Welkom012345", "!!!Welk0m2026", "qwertyuiop123",
		"administrator", "iloveyou2026", "aaaaaaaaaaaa", "abcdefghijkl", "987654321abc", "abcabcabcabc", "qwertyasdfgh", "1q1q1q1q1q1q", "Sunshine!!2024",
		"voetbal123456", "111222333000",
	} {
		if !password.Common(common) {
			t.Errorf("%q is not known as common", common)
		}
	}
	for _, good := range []string{
		"Harbour-crane-42", "four words in a row", "a password for tests", "another fine password", "an administrator's choice", "quite another password",
		"k9$Vt2!mQz7wLp", "correct paard batterij nietje", "müde Katzen schlafen", "七つの海を渡る船と十二人の仲間", "5f4dcc3b5aa765d61d8327de",
	} {
		if password.Common(good) {
			t.Errorf("%q is taken for common", good)
		}
	}
}

func TestPasswordsMadeOfNames(t *testing.T) {
	names := []string{"Marieke de Vries", "marieke@veldhoek.example", "Veldhoek Logistics"}
	for _, named := range []string{
		"Marieke de Vries", "MARIEKE@veldhoek.example", "mariekedevries", "Veldhoek-2026!", "VeldhoekLogistics1", "marieke.veldhoek", "Vries-12345678-abc",
	} {
		if !password.Named(named, names...) {
			t.Errorf("%q is not known as made of names", named)
		}
	}
	for _, good := range []string{"marieke rides a red bicycle", "four words in a row", "483920175834", ""} {
		if password.Named(good, names...) {
			t.Errorf("%q is taken for made of names", good)
		}
	}
}
