// Package lookup is the search in app catalogs for a draft: the App Store, the Microsoft Store, managed Google Play and the Enterprise
// App Catalog. Start with Lookup in lookup.go; Catalogs beside it is the port, which package catalog implements.
//
// A search asks the catalog alone. Choosing an app is one answer of the catalog, a picture that is kept, and then one transaction of the
// store (store.ChooseFound), which also queues the download of content where the catalog points to some: package enterprise goes on
// with that. A crash before the transaction leaves nothing but a picture that no app has; the catalog itself is changed by none of this.
// So there is no task to go on with, and no job.
package lookup
