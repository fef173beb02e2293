// Package apps has the pages of apps that exist, and of the categories they are sorted into: All apps, an app's overview,
// properties, versions, history and deletion. Routes lists them; Images serves the pictures.
package apps
