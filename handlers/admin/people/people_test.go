package people_test

import (
	"net/http"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/store/storetest"
)

func TestAnAdministratorManagesAUser(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.Administrator)
	b.Visit("/users")
	b.Click("Add user")
	b.Fill("Name", "Marieke de Vries")
	b.Fill("Email address", "not an address")
	b.Fill("Password", "short")
	b.Press("Add user")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("Email address", "Enter an email address such as name@example.com.")
	b.SeeFor("Password", "at least 12 characters")
	b.Fill("Email address", "marieke@veldhoek.example")
	b.Fill("Password", "four words in a row")
	b.Select("Role", "Help Desk Operator")
	b.Press("Add user")
	b.See("Marieke de Vries was added.")

	hers := webtest.At(t, site.URL)
	hers.Visit("/sign-in")
	hers.Fill("Email", "marieke@veldhoek.example")
	hers.Fill("Password", "four words in a row")
	hers.Press("Sign in")
	hers.Fill("Current password", "four words in a row")
	hers.Fill("New password", "words that she chose")
	hers.Press("Change password")
	hers.Visit("/users")
	hers.DontSee("Add user")
	hers.Visit("/users/new")
	hers.Status(http.StatusForbidden)
	hers.See("You need permission to change users. Ask an Administrator for access.")

	b.Click("Edit")
	b.Fill("Name", "Marieke Visser")
	b.Press("Save")
	b.See("Marieke Visser was saved.")
	b.Click("Disable")
	b.See("Disable Marieke Visser?")
	b.Press("Disable user")
	b.See("Marieke Visser was disabled.")
	hers.Visit("/users")
	hers.AtPath("/sign-in")
	b.Click("Delete")
	b.Press("Delete user")
	b.AtPath("/users")
	b.DontSee("marieke@veldhoek.example")
}

func TestPasswordsAndRolesOfOthersTakeOnesOwnPassword(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.NewUser(t, "Ann")
	b := site.As(models.Administrator)
	site.Clock.Pass(models.ConfirmedFor)
	stolen := webtest.At(t, site.URL)
	stolen.SetHeader("Cookie", "appdepot_session="+b.Cookie("appdepot_session"))
	b.Visit("/users/" + string(u.ID))
	b.Click("Edit")
	b.Select("Role", "Read Only Operator")
	b.Press("Save")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("Your own password", "Enter your own password to confirm that it is you.")
	b.Fill("Your own password", "not mine")
	b.Press("Save")
	b.SeeFor("Your own password", "Incorrect password.")
	b.Fill("Your own password", storetest.Password)
	b.Press("Save")
	b.See("Ann was saved.")
	b.See("Read Only Operator")
	stolen.Visit("/users") // with the cookie from before, which is not worth more now
	stolen.AtPath("/sign-in")

	site.Clock.Pass(models.ConfirmedFor)
	b.Click("Set password")
	b.Fill("Password", "words for the start")
	b.Fill("Your own password", storetest.Password)
	b.Press("Set password")
	b.AtPath("/users/" + string(u.ID))

	site.Clock.Pass(models.ConfirmedFor)
	b.Visit("/users/new")
	b.Fill("Name", "Bob")
	b.Fill("Email address", "bob@appdepot.example")
	b.Press("Add user")
	b.See("Bob was added.") // without a role or a password
	b.Visit("/users/new")
	b.Fill("Name", "Carl")
	b.Fill("Email address", "carl@appdepot.example")
	b.Select("Role", "Administrator")
	b.Press("Add user")
	b.SeeFor("Your own password", "Enter your own password to confirm that it is you.")
	b.Fill("Your own password", storetest.Password)
	b.Press("Add user")
	b.See("Carl was added.")
}

func TestSigningOthersOutTakesOnesOwnPassword(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b, u, hers := site.As(models.Administrator), site.Person(t, models.PortalUser), webtest.At(t, site.URL)
	hers.SetHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	hers.Visit("/sign-in")
	hers.Fill("Email", u.Email)
	hers.Fill("Password", storetest.Password)
	hers.Press("Sign in")
	site.Clock.Pass(models.ConfirmedFor)
	b.Visit("/users/" + string(u.ID))
	b.Press("Sign out Firefox, Linux")
	b.SeeFor("Your own password", "Enter your own password to confirm that it is you.")
	hers.Visit("/account")
	hers.AtPath("/account")
	b.Fill("Your own password", storetest.Password)
	b.Press("Sign out browser")
	b.See("The browser was signed out.")
	hers.Visit("/account")
	hers.AtPath("/sign-in")
}

func TestTheLastAdministratorIsToldWhyTheyStay(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.Administrator)
	b.Visit("/users/" + string(site.Person(t, models.Administrator).ID))
	b.Click("Edit")
	b.Select("Role", "User")
	b.Press("Save")
	b.Status(http.StatusConflict)
	b.See("is the last Administrator")
}

func TestGroupsAreNestedAndFilled(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.Administrator)
	for _, name := range []string{"Warehouse", "Night shift"} {
		b.Visit("/groups")
		b.Click("Add group")
		b.Fill("Name", name)
		b.Press("Add group")
		b.See(name + " was added.")
	}
	b.Click("Add members")
	b.Press("Add members")
	b.See("Select at least one member.")
	b.Check("Administrator administrator@appdepot.example")
	b.Press("Add members")
	b.See("The members were added to Night shift.")

	b.Visit("/groups")
	b.Click("Warehouse")
	b.Click("Add nested group")
	b.Check("Night shift 1 member")
	b.Press("Add nested group")
	b.See("The nested groups were added to Warehouse.")
	b.See("Through Night shift")
	b.See("1 member")

	b.Click("Night shift")
	b.See("Nested in")
	b.Click("Add nested group")
	b.Check("Warehouse 1 member")
	b.Press("Add nested group")
	b.Status(http.StatusUnprocessableEntity)
	b.See("the group would contain itself: Night shift < Warehouse < Night shift")

	b.Visit("/groups")
	b.Click("Night shift")
	b.Press("Remove Administrator")
	b.See("No members yet")
	b.Click("Delete")
	b.Press("Delete group")
	b.AtPath("/groups")
	b.See("Night shift was deleted.")
}

// A line that a server of a newer version wrote is shown by what is known of it, everywhere.
func TestTheLogShowsActivitiesOfANewerVersion(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	site.Windows(t, "Tool") // without an app the dashboard tells the first steps
	site.WriteEvent(t, models.Event{ActorName: "Newer", Action: "policy.publish", ObjectKind: "policy", ObjectID: models.NewID(), ObjectName: "Encrypt disks"})
	site.WriteEvent(t, models.Event{ActorName: "Newer", Action: "category.archive", ObjectKind: "category", ObjectID: models.NewID(), ObjectName: "Old tools"})
	b := site.As(models.ReadOnlyOperator)
	b.Visit("/audit")
	b.Click("Details: Other activity (policy.publish), Encrypt disks")
	b.See("Other (policy)")
	b.See("Other activity (category.archive)")
	b.Click("Export")
	if csv := string(b.Body()); !strings.Contains(csv, "Other activity (policy.publish),Other (policy),Encrypt disks") {
		t.Errorf("the file is\n%s", csv)
	}
	b.Visit("/")
	b.See("Old tools changed")
}
