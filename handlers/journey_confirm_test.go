package handlers_test

import (
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
)

// What a switch to the designer loses is asked about in a dialog. Canceled it leaves the page as it is; confirmed it comes back to it.
func TestLossesAreConfirmedInADialog(t *testing.T) {
	w := newWorld(t)
	b := w.As(models.ApplicationManager)
	admintest.BeginType(b, "officeSuiteApp")
	b.Press("Next")
	p := w.browser(models.ApplicationManager)
	p.Open(b.URL())
	p.ClickOn("label:has([value=xml])")
	p.WaitFor(`document.querySelector("[name=officeConfigurationXml]")`)
	p.Type("XML data", `<Configuration><Add OfficeClientEdition="64"><Product ID="O365ProPlusRetail"><Language ID="MatchOS" /></Product></Add><Property Name="FORCEAPPSHUTDOWN" Value="TRUE" /></Configuration>`)
	p.ClickOn("label:has([value=designer])")
	p.WaitText("the designer cannot show")
	p.Click("Discard XML-only settings")
	p.WaitFor(`document.querySelector("dialog[open]")?.textContent.includes("the designer cannot show")`)
	p.Accessible()
	p.ClickOn("dialog[open] [data-close]")
	p.WaitFor(`!document.querySelector("dialog[open]")`)
	p.Click("Discard XML-only settings")
	p.ClickOn("dialog[open] .btn-danger-solid")
	p.WaitGone("the designer cannot show")
	p.Click("Next")
	p.WaitPath(strings.Replace(b.URL(), apptype.Configure, store.AssignmentsStep, 1))
}
