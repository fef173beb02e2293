package auth_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"appdepot/handlers"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

func signIn(b *webtest.Browser, email, password string) {
	b.Fill("Email", email)
	b.Fill("Password", password)
	b.Press("Sign in")
}

func TestSetUpMakesTheFirstAdministrator(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	code, needed, err := site.SetUpCode(storetest.System(t))
	if err != nil || !needed {
		t.Fatal(needed, err)
	}
	b := webtest.At(t, site.URL)
	b.Visit("/sign-in")
	b.AtPath("/set-up")
	b.Fill("Setup code", "not the code")
	b.Fill("Organization", "Veldhoek Logistics")
	b.Fill("Your name", "Marieke de Vries")
	b.Fill("Your email address", "marieke@veldhoek.example")
	b.Fill("Password", "four words in a row")
	b.Press("Set up Appdepot")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("Setup code", "This setup code is incorrect")
	b.Fill("Setup code", " "+code+" ")
	b.Fill("Password", "four words in a row")
	b.Press("Set up Appdepot")
	b.Visit("/account")
	b.See("Marieke de Vries")
	b.See("Administrator")
	again := b.Another()
	again.Visit("/set-up")
	again.AtPath("/sign-in")
	again.See("Veldhoek Logistics")
}

func TestAWrongPasswordKeepsTheAddressAndSaysNothingMore(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.Administrator)
	b := webtest.At(t, site.URL)
	b.Visit("/account")
	b.AtPath("/sign-in")
	signIn(b, u.Email, "not the password")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Incorrect email address or password")
	if b.Value("Email") != u.Email {
		t.Error("the e-mail address has to be typed again")
	}
	signIn(b, u.Email, storetest.Password)
	b.AtPath("/account")
	b.Press("Sign out")
	b.AtPath("/sign-in")
	b.Visit("/account")
	b.AtPath("/sign-in")
}

// What a browser kept of pages is gone when somebody else sits down at it. It stays one in which the person signed in before.
func TestSigningOutClearsTheBrowser(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.URL+link.SignOut(), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if got := answer.Header.Get("Clear-Site-Data"); !strings.Contains(got, `"cache"`) || !strings.Contains(got, `"storage"`) || strings.Contains(got, "cookies") {
		t.Errorf("the browser is told to clear %s", got)
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.PortalUser)
	b := webtest.At(t, site.URL)
	b.Visit("/sign-in")
	for range 10 {
		signIn(b, u.Email, "not the password")
		b.Status(http.StatusUnprocessableEntity)
	}
	signIn(b, u.Email, storetest.Password)
	b.Status(http.StatusTooManyRequests)
	b.See("Try again in 15 min.")
}

func TestGuessesOfOthersDoNotLockOneOutOfOnesOwnBrowser(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	mine := site.As(models.PortalUser)
	mine.Press("Sign out")
	email := storetest.Email(models.PortalUser)
	guesser := webtest.At(t, site.URL)
	guesser.Visit("/sign-in")
	for range 11 {
		signIn(guesser, email, "not the password")
	}
	guesser.Status(http.StatusTooManyRequests)
	signIn(mine, email, storetest.Password)
	mine.AtPath("/company")
}

// Over https no other host and no page over http can set the cookies.
func TestCookiesBelongToTheHost(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.PortalUser)
	secure := httptest.NewTLSServer(handlers.New(&web.Server{Store: site.Store, Log: site.Server.Log, Now: site.Clock.Now}))
	t.Cleanup(secure.Close)
	client := secure.Client()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client.Jar = jar
	answer, err := client.PostForm(secure.URL+"/sign-in", url.Values{"email": {u.Email}, "password": {storetest.Password}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.Request.URL.Path != "/company" || answer.StatusCode != http.StatusOK {
		t.Errorf("signed in, the browser is at %s with %s", answer.Request.URL, answer.Status)
	}
	sent := answer.Request.Response.Cookies()
	if len(sent) != 2 {
		t.Errorf("%d cookies were set", len(sent))
	}
	for _, c := range sent {
		if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" {
			t.Errorf("over https: %s", c)
		}
	}
}

func TestChangingThePasswordSignsOtherBrowsersOut(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b, other := site.As(models.ReadOnlyOperator), site.As(models.ReadOnlyOperator)
	stolen := webtest.At(t, site.URL)
	stolen.SetHeader("Cookie", "appdepot_session="+b.Cookie("appdepot_session"))
	stolen.Visit("/account")
	stolen.AtPath("/account")
	b.Visit("/account")
	b.Fill("Current password", "not the password")
	b.Fill("New password", "another fine password")
	b.Press("Change password")
	b.SeeFor("Current password", "Incorrect current password")
	b.Fill("Current password", storetest.Password)
	b.Fill("New password", "another fine password")
	b.Press("Change password")
	b.See("Password changed.")
	b.Visit("/account")
	b.AtPath("/account")
	stolen.Visit("/account") // with the cookie that the browser had before
	stolen.AtPath("/sign-in")
	other.Visit("/account")
	other.AtPath("/sign-in")
}

func TestAPasswordThatAnotherPersonTypedIsChangedFirst(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	_, err := site.AddUser(site.Fixture.As(t, models.Administrator), field.Form{"name": {"Ann"}, "email": {"ann@appdepot.example"},
		"role": {string(models.ReadOnlyOperator)}, "password": {"typed by another"}})
	if err != nil {
		t.Fatal(err)
	}
	b := webtest.At(t, site.URL)
	b.Visit("/devices")
	signIn(b, "ann@appdepot.example", "typed by another")
	b.AtPath("/account/password")
	b.See("An administrator set your current password.")
	b.Visit("/account")
	b.AtPath("/account/password")
	b.Visit("/devices")
	b.Fill("Current password", "typed by another")
	b.Fill("New password", "typed by another")
	b.Press("Change password")
	b.SeeFor("New password", "Choose a password that differs")
	b.Fill("Current password", "typed by another")
	b.Fill("New password", "known to me alone")
	b.Press("Change password")
	b.AtPath("/devices")
	b.See("Password changed.")
	b.Visit("/account")
	b.AtPath("/account")
}

func TestASessionCanBeEndedFromAnotherBrowser(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b, other := site.As(models.Administrator), webtest.At(t, site.URL)
	other.SetHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	other.Visit("/sign-in")
	signIn(other, storetest.Email(models.Administrator), storetest.Password)
	b.Visit("/account")
	site.Clock.Pass(models.ConfirmedFor)
	b.Press("Sign out Firefox, Linux")
	b.Status(http.StatusUnprocessableEntity)
	for _, wrong := range []string{"", "not the password"} {
		b.Fill("Your own password", wrong)
		b.Press("Sign out browser")
		b.SeeFor("Your own password", "password")
		other.Visit("/account")
		other.AtPath("/account")
	}
	b.Fill("Your own password", storetest.Password)
	b.Press("Sign out browser")
	b.See("The browser was signed out.")
	b.AtPath("/account")
	other.Visit("/account")
	other.AtPath("/sign-in")
}

func TestSessionsEndByThemselves(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.Administrator)
	for range 2 {
		site.Clock.Pass(models.UsualSessions.Idle - time.Minute)
		b.Visit("/account")
		b.AtPath("/account")
	}
	site.Clock.Pass(models.UsualSessions.Idle)
	b.Visit("/account")
	b.AtPath("/sign-in")
}

func TestWhoAsksToStaySignedInStays(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.PortalUser)
	for _, keep := range []bool{false, true} {
		form := url.Values{"email": {u.Email}, "password": {storetest.Password}}
		if keep {
			form.Set("keep", "1")
		}
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		answer, err := client.PostForm(site.URL+"/sign-in", form)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		i := slices.IndexFunc(answer.Cookies(), func(c *http.Cookie) bool { return c.Name == "appdepot_session" })
		if i < 0 {
			t.Fatalf("no cookie: %s", answer.Status)
		}
		if got, want := answer.Cookies()[i].MaxAge, map[bool]int{true: int(models.UsualSessions.Life.Seconds())}[keep]; got != want {
			t.Errorf("keep %t: the cookie lasts %d seconds, want %d", keep, got, want)
		}
	}
	b := webtest.At(t, site.URL)
	b.Visit("/sign-in")
	b.Fill("Email", u.Email)
	b.Fill("Password", "a wrong password")
	b.Check("Keep me signed in")
	b.Press("Sign in")
	b.Fill("Password", storetest.Password)
	b.Press("Sign in") // what was chosen is still chosen
	site.Clock.Pass(models.UsualSessions.Life - time.Minute)
	b.Visit("/account")
	b.AtPath("/account")
	b.See("Stays signed in")
}

func TestPreferencesAreKeptWithTheUser(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.Administrator)
	b.Visit("/account")
	b.Choose("Dark")
	b.Select("Time zone", "Kiritimati (UTC+14:00)")
	b.Press("Save preferences")
	if told := b.Doc().Find("main time").AttrOr("title", ""); !strings.HasSuffix(told, " +14") {
		t.Errorf("whoever chose Kiritimati is told %q", told)
	}
	b.Select("Language", "Nederlands")
	b.Press("Save preferences")
	b.AtPath("/account")
	if html := b.Doc().Find("html"); html.AttrOr("data-theme", "") != "dark" || html.AttrOr("lang", "") != "nl" {
		t.Errorf("the page is %v", html.Nodes[0].Attr)
	}
	before := b.Another()
	before.Visit("/sign-in")
	if before.Doc().Find("html").AttrOr("data-theme", "") != "" {
		t.Error("somebody else's browser is dark too")
	}
}

func TestSigningInLeadsOnlyWhereThePersonMayGo(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.PortalUser)
	for from, to := range map[string]string{"/apps": "/company", "/company/apps": "/company/apps"} {
		b := webtest.At(t, site.URL)
		b.Visit(from)
		signIn(b, u.Email, storetest.Password)
		b.AtPath(to)
		b.Status(200)
	}
}

func TestLimitsAreThoseOfTheDeclaration(t *testing.T) {
	t.Parallel()
	handlertest.Limits(t, webtest.At(t, handlertest.New(t).URL), link.SetUp(), forms.SetUp, "Set up Appdepot")
	b := handlertest.New(t).As(models.PortalUser)
	handlertest.Limits(t, b, link.Account(), forms.OwnName, "Save name")
	handlertest.Limits(t, b, link.Account(), forms.OwnPassword, "Change password")
	handlertest.Limits(t, b, link.CompanyNewDevice(), forms.OwnDevice, "Add device")
}
