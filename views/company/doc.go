// Package company has the pages of the Company Portal, one a file: home, apps, app, installed, devices. A page takes one struct with
// exactly what it shows. company.go has what the pages share: App with its AppStatus, and DeviceSwitcher; parts.templ has the
// components. Nothing here decides what a person may have: the handlers say.
package company
