// Package play is what administrators do with managed Google Play: connect the organization, search, approve apps, take over what is
// approved, and have web apps and private apps made. Start with Play.
//
// Everything that changes something there is done while a person waits, as a task that is written down first (connect.Do). After a
// crash the job goes on with the task (Play.Resume): within a minute, or as soon as the server runs again. The steps, and what a crash
// between two of them leaves:
//
// Approve apps
//
//  1. Every app is looked up, and the task written down with their package names.
//  2. Each is approved at Google Play. A crash leaves some that are approved there and not here. The job asks what is approved, approves
//     those that are not, and goes on.
//  3. All are added in one transaction. A crash before leaves none of them here; the job adds them. Those that are here stay as they are.
//
// Make a private app
//
//  1. The task is written down with the upload and the title.
//  2. The package is sent. A crash leaves a private app there that is not here, or half a package that Google Play forgot. The job
//     asks what is approved: a private app with this package name was made, and the package is not sent again.
//  3. The app is added and the file dropped in one transaction. A crash before leaves the file; the job adds the app.
//
// Make a web app
//
//  1. The task is written down with the address.
//  2. It is made there, with the task's ID as the Idempotency-Key: when the job asks once more, Google Play answers with the app that it
//     made the first time.
//  3. It is added in one transaction.
//
// Sync, also after connecting
//
//  1. The task is written down; when connecting, before the connection is kept, so that no crash leaves an organization that is
//     connected and has none of its apps. The job drops the task when there is no connection.
//  2. What is approved is asked for, with its pictures. A crash leaves pictures that no app has.
//  3. The new apps are added and the time is noted, in one transaction. A crash before leaves nothing here; the job asks again.
//
// A crash after the last step leaves a task whose work is done. The job finds that out, changes nothing and crosses it out.
package play
