package activity

import "appdepot/models"

// Activities about the organization, its settings and the services it is connected to.
var (
	CreateCatalogSource = add(Activity{Kind: "catalogSource.create", Object: catalogSource, Words: models.T("Add catalog source"), Icon: "add"})
	DeleteCatalogSource = add(Activity{Kind: "catalogSource.delete", Object: catalogSource, Words: models.T("Remove catalog source"), Icon: "delete", Removes: true})
	UpdateCatalogSource = add(Activity{Kind: "catalogSource.update", Object: catalogSource, Words: models.T("Change catalog source"), Icon: "edit"})

	SetUpOrganization = add(Activity{Kind: "organization.setUp", Object: organization, Words: models.T("Set up Appdepot"), Icon: "organization"})

	ConnectPlay    = add(Activity{Kind: "playConnection.create", Object: playConnection, Words: models.T("Connect to managed Google Play"), Icon: "plug-connected"})
	DisconnectPlay = add(Activity{Kind: "playConnection.delete", Object: playConnection, Words: models.T("Disconnect from managed Google Play"), Icon: "dismiss"})
	SyncPlay       = add(Activity{Kind: "playConnection.sync", Object: playConnection, Words: models.T("Sync managed Google Play"), Icon: "arrow-sync"})

	RotateSecrets = add(Activity{Kind: "settings.rotateSecrets", Object: settings, Words: models.T("Seal secrets with a new key"), Icon: "key"})
	RewrapSecrets = add(Activity{Kind: "settings.rewrapSecrets", Object: settings, Words: models.T("Change the key that protects secrets"), Icon: "key"})
	ResetSecrets  = add(Activity{Kind: "settings.resetSecrets", Object: settings, Words: models.T("Give up secrets whose key is lost"), Icon: "key"})

	UpdateSettings = add(Activity{Kind: "settings.update", Object: settings, Words: models.T("Change settings"), Icon: "settings"})
)
