// Package device is the door for devices: they enroll, check in, report, download and leave. openapi.yaml describes it, for
// people who write agents; tests hold real traffic against it. Nothing here looks at sessions or cookies: a device is known
// by its token alone.
//
// Start with routes.go. handlers.go has the messages, content.go the downloads, problem.go how errors are answered.
package device
