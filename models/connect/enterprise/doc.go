// Package enterprise is what is done with the Enterprise App Catalog: newer installers of apps are found, apps are updated from it, and
// the content of its apps is downloaded. Start with Enterprise.
//
// The steps of a download, and what a crash between two of them leaves:
//
//  1. The store writes the draft, an upload that is on its way, and the job, in one transaction (store.ChooseFound,
//     store.SupersedeFound, store.FetchAgain).
//  2. Download asks the catalog for the file.
//  3. The bytes are streamed into the upload, compared with the digest that the catalog gave; with the last one it is a package.
//     A crash in step 2 or 3 leaves an upload of which a part has arrived. When the server starts (store.ResumeUploads), or when the
//     queue tries the job again, the part is forgotten and the job queued anew.
//  4. The package is read (store.InspectUpload). A crash before leaves a package that waits; it is read when the server starts.
//  5. The draft becomes an app, where somebody wanted that (store.PublishFetched). A crash before leaves a draft with its file; the
//     job is queued anew when the server starts, and comes to this step without downloading again. Publishing is one transaction.
//
// A file is asked for again only when it had not arrived. An update is one answer of the catalog and then step 1: a crash between
// leaves nothing but a picture that no app has.
package enterprise
