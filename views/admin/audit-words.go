package admin

import (
	"context"

	"appdepot/views/say"
)

// AuditKinds are the kinds of object in the audit log.
var AuditKinds = []string{"app", "catalogSource", "category", "device", "draft", "enrolmentToken", "group", "organisation", "package", "playConnection", "settings", "user"}

// AuditKind is a kind of object in the reader's language.
func AuditKind(ctx context.Context, kind string) string {
	switch kind {
	case "app":
		return say.T(ctx, "App")
	case "catalogSource":
		return say.T(ctx, "Catalog source")
	case "category":
		return say.T(ctx, "Category")
	case "device":
		return say.T(ctx, "Device")
	case "draft":
		return say.T(ctx, "Draft")
	case "enrolmentToken":
		return say.T(ctx, "Enrollment token")
	case "group":
		return say.T(ctx, "Group")
	case "organisation":
		return say.T(ctx, "Organization")
	case "package":
		return say.T(ctx, "Package")
	case "playConnection":
		return say.T(ctx, "Managed Google Play")
	case "settings":
		return say.T(ctx, "Settings")
	case "user":
		return say.C(ctx, "role", "User")
	}
	return kind
}

// AuditActions are the activities in the audit log, by the names they are stored with.
var AuditActions = []string{
	"app.assign", "app.create", "app.delete", "app.relate", "app.removeVersion", "app.request", "app.restore", "app.retry", "app.update", "app.version",
	"catalogSource.create", "catalogSource.delete", "catalogSource.update",
	"category.create", "category.delete", "category.pin", "category.unpin", "category.update",
	"device.create", "device.delete", "device.enrol", "device.leave", "device.retire", "device.update",
	"draft.create", "draft.delete", "enrolmentToken.create", "enrolmentToken.revoke",
	"group.addGroup", "group.addMember", "group.create", "group.delete", "group.removeGroup", "group.removeMember", "group.update",
	"organisation.setUp", "package.refuse", "package.send", "package.upload", "playConnection.create", "playConnection.delete", "playConnection.sync", "settings.update",
	"user.changePassword", "user.create", "user.delete", "user.disable", "user.enable", "user.resetPassword",
	"user.revokeSession", "user.signIn", "user.signOut", "user.update",
}

// AuditAction is an activity in the reader's language.
func AuditAction(ctx context.Context, action string) string {
	for _, say := range []func(context.Context, string) string{appActivity, peopleActivity, deviceActivity, groupActivity} {
		if words := say(ctx, action); words != "" {
			return words
		}
	}
	return action
}

func appActivity(ctx context.Context, action string) string {
	switch action {
	case "app.assign":
		return say.T(ctx, "Change assignments")
	case "app.create":
		return say.T(ctx, "Create app")
	case "app.delete":
		return say.T(ctx, "Delete app")
	case "app.relate":
		return say.T(ctx, "Change relationships")
	case "app.removeVersion":
		return say.T(ctx, "Remove app version")
	case "app.request":
		return say.T(ctx, "Ask for an app")
	case "app.restore":
		return say.T(ctx, "Go back to an app version")
	case "app.retry":
		return say.T(ctx, "Retry installation")
	case "app.update":
		return say.T(ctx, "Change app")
	case "app.version":
		return say.T(ctx, "Add app version")
	case "category.create":
		return say.T(ctx, "Create category")
	case "category.delete":
		return say.T(ctx, "Delete category")
	case "category.pin":
		return say.T(ctx, "Pin category to the dashboard")
	case "category.unpin":
		return say.T(ctx, "Take category off the dashboard")
	case "category.update":
		return say.T(ctx, "Rename category")
	case "catalogSource.create":
		return say.T(ctx, "Add catalog source")
	case "catalogSource.delete":
		return say.T(ctx, "Remove catalog source")
	case "catalogSource.update":
		return say.T(ctx, "Change catalog source")
	case "draft.create":
		return say.T(ctx, "Begin app")
	case "draft.delete":
		return say.T(ctx, "Discard draft")
	case "package.refuse":
		return say.T(ctx, "Refuse package")
	case "package.send":
		return say.T(ctx, "Send package to managed Google Play")
	case "package.upload":
		return say.T(ctx, "Upload package")
	}
	return ""
}

func peopleActivity(ctx context.Context, action string) string {
	switch action {
	case "organisation.setUp":
		return say.T(ctx, "Set up Appdepot")
	case "playConnection.create":
		return say.T(ctx, "Connect to managed Google Play")
	case "playConnection.delete":
		return say.T(ctx, "Disconnect from managed Google Play")
	case "playConnection.sync":
		return say.T(ctx, "Synchronize managed Google Play")
	case "settings.update":
		return say.T(ctx, "Change settings")
	case "user.changePassword":
		return say.T(ctx, "Change own password")
	case "user.create":
		return say.T(ctx, "Create user")
	case "user.delete":
		return say.T(ctx, "Delete user")
	case "user.disable":
		return say.T(ctx, "Disable user")
	case "user.enable":
		return say.T(ctx, "Enable user")
	case "user.resetPassword":
		return say.T(ctx, "Set password")
	case "user.revokeSession":
		return say.T(ctx, "Sign out a browser")
	case "user.signIn":
		return say.T(ctx, "Sign in")
	case "user.signOut":
		return say.T(ctx, "Sign out")
	case "user.update":
		return say.T(ctx, "Change user")
	}
	return ""
}

func deviceActivity(ctx context.Context, action string) string {
	switch action {
	case "device.create":
		return say.T(ctx, "Add device")
	case "device.delete":
		return say.T(ctx, "Delete device")
	case "device.enrol":
		return say.T(ctx, "Enroll device")
	case "device.leave":
		return say.T(ctx, "Device left management")
	case "device.retire":
		return say.T(ctx, "Retire device")
	case "device.update":
		return say.T(ctx, "Change device")
	case "enrolmentToken.create":
		return say.T(ctx, "Make enrollment token")
	case "enrolmentToken.revoke":
		return say.T(ctx, "Revoke enrollment token")
	}
	return ""
}

func groupActivity(ctx context.Context, action string) string {
	switch action {
	case "group.addGroup":
		return say.T(ctx, "Nest group")
	case "group.addMember":
		return say.T(ctx, "Add group member")
	case "group.create":
		return say.T(ctx, "Create group")
	case "group.delete":
		return say.T(ctx, "Delete group")
	case "group.removeGroup":
		return say.T(ctx, "Take nested group out")
	case "group.removeMember":
		return say.T(ctx, "Remove group member")
	case "group.update":
		return say.T(ctx, "Change group")
	}
	return ""
}
