// Package targeting decides who gets what, and why. It is arithmetic: values in, values with their reasons out, no clock and no
// database.
//
// A Snapshot is everything that decides but for who is in which group: the objects that can be assigned (Object: an app) with
// their assignments, which groups stand in which, and how far exclusions reach. A Subject is a device with its user, or a user
// alone, with the groups that contain them. Start with Snapshot.Answer, which gives for one object and one subject the decision
// with every assignment weighed, the way through nested groups and whether the object fits the device; Snapshot.Reaching reads
// off everything that reaches a subject. Check-in, Company Portal, Why, the preview of a change and the lists all read these.
//
// Decide costs the same however many subjects share its result: it depends on the subject's groups, on whether there is a device
// and a user, and on enrollment. Ask once for each distinct set of these, and apply what is a fact of one device (Object.Unfit)
// afterwards.
//
// A device's groups are kept packed with its row (Groups.Pack), and versions are kept per audience (Audience), so that a check-in
// sees from its own row whether anything moved that concerns it. Memberships have no version: they change the rows of the devices
// they concern. Package reach of the store says how.
//
// A Snapshot is never changed. Replace, WithGroups and WithScope make another one that shares what is the same.
package targeting
