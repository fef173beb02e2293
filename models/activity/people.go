package activity

import "appdepot/models"

// Activities about users and groups.
var (
	AddNestedGroup    = add(Activity{Kind: "group.addGroup", Object: group, Words: models.T("Add nested group"), Icon: "people-team"})
	AddMember         = add(Activity{Kind: "group.addMember", Object: group, Words: models.T("Add group member"), Icon: "people-add"})
	CreateGroup       = add(Activity{Kind: "group.create", Object: group, Words: models.T("Create group"), Icon: "add"})
	DeleteGroup       = add(Activity{Kind: "group.delete", Object: group, Words: models.T("Delete group"), Icon: "delete", Removes: true})
	RemoveNestedGroup = add(Activity{Kind: "group.removeGroup", Object: group, Words: models.T("Remove nested group"), Icon: "people-team"})
	RemoveMember      = add(Activity{Kind: "group.removeMember", Object: group, Words: models.T("Remove group member"), Icon: "people"})
	UpdateGroup       = add(Activity{Kind: "group.update", Object: group, Words: models.T("Change group"), Icon: "edit"})

	ChangePassword = add(Activity{Kind: "user.changePassword", Object: user, Words: models.T("Change own password"), Icon: "key"})
	CreateUser     = add(Activity{Kind: "user.create", Object: user, Words: models.T("Create user"), Icon: "person-add"})
	DeleteUser     = add(Activity{Kind: "user.delete", Object: user, Words: models.T("Delete user"), Icon: "delete", Removes: true})
	DisableUser    = add(Activity{Kind: "user.disable", Object: user, Words: models.T("Disable user"), Icon: "lock-closed"})
	EnableUser     = add(Activity{Kind: "user.enable", Object: user, Words: models.T("Enable user"), Icon: "checkmark-circle"})
	FailConfirm    = add(Activity{Kind: "user.failConfirm", Object: user, Words: models.T("Password check failed"), Icon: "error-circle"})
	FailSignIn     = add(Activity{Kind: "user.failSignIn", Object: user, Words: models.T("Sign-in failed"), Icon: "error-circle"})
	LockSignIn     = add(Activity{Kind: "user.lockSignIn", Object: user, Words: models.T("Sign-in locked"), Icon: "lock-closed"})
	ResetPassword  = add(Activity{Kind: "user.resetPassword", Object: user, Words: models.T("Set password"), Icon: "key"})
	RevokeSession  = add(Activity{Kind: "user.revokeSession", Object: user, Words: models.T("Sign out browser"), Icon: "sign-out"})
	SignIn         = add(Activity{Kind: "user.signIn", Object: user, Words: models.T("Sign in"), Icon: "person"})
	SignOut        = add(Activity{Kind: "user.signOut", Object: user, Words: models.T("Sign out"), Icon: "sign-out"})
	UpdateUser     = add(Activity{Kind: "user.update", Object: user, Words: models.T("Change user"), Icon: "edit"})
)
