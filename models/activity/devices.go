package activity

import "appdepot/models"

// Activities about devices and the tokens that enroll them.
var (
	CreateDevice = add(Activity{Kind: "device.create", Object: device, Words: models.T("Add device"), Icon: "add"})
	DeleteDevice = add(Activity{Kind: "device.delete", Object: device, Words: models.T("Delete device"), Icon: "delete", Removes: true})
	EnrollDevice = add(Activity{Kind: "device.enroll", Object: device, Words: models.T("Enroll device"), Icon: "laptop"})
	LeaveDevice  = add(Activity{Kind: "device.leave", Object: device, Words: models.T("Device left management"), Icon: "arrow-exit"})
	RetireDevice = add(Activity{Kind: "device.retire", Object: device, Words: models.T("Retire device"), Icon: "subtract-circle"})
	UpdateDevice = add(Activity{Kind: "device.update", Object: device, Words: models.T("Change device"), Icon: "edit"})

	CreateEnrollmentToken = add(Activity{Kind: "enrollmentToken.create", Object: enrollmentToken, Words: models.T("Create enrollment token"), Icon: "key"})
	RevokeEnrollmentToken = add(Activity{Kind: "enrollmentToken.revoke", Object: enrollmentToken, Words: models.T("Revoke enrollment token"), Icon: "dismiss-circle"})
)
