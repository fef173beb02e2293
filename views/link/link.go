package link

import "net/url"

// Places that are not about one thing.
func AdminHome() string   { return "/" }
func SignIn() string      { return "/sign-in" }
func SignOut() string     { return "/sign-out" }
func SetUp() string       { return "/set-up" }
func Account() string     { return "/account" }
func Preferences() string { return "/preferences" }
func Audit() string       { return "/audit" }

// Query adds parameters to an address: Query(Apps(), "q", "scan"). Pairs with an empty value are left out.
func Query(address string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// in joins escaped segments below a collection.
func in(collection string, segments ...string) string {
	for _, s := range segments {
		collection += "/" + url.PathEscape(s)
	}
	return collection
}

// objects are the pages of things that have one, by their kind.
type objects map[string]func(id string) string

// Object is the page of a thing that the audit log names by its kind; "" when things of this kind have none.
func Object(kind, id string) string {
	for _, pages := range []objects{appObjects, peopleObjects} {
		if page := pages[kind]; page != nil {
			return page(id)
		}
	}
	return ""
}
