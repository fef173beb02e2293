package demo

import (
	"sync"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// signer signs all packages of the organization for Android: devices take no other for the next version.
var signer = sync.OnceValue(func() *sample.Signer { return sample.NewSigner(organization) })

func apkFile(name, id, version string, code uint32) func() []byte {
	return func() []byte {
		return sample.APK(sample.APKOptions{Label: name, PackageID: id, VersionName: version, VersionCode: code, MinSDK: 23,
			TargetSDK: 35, ABIs: []string{"arm64-v8a", "armeabi-v7a"}, Filling: filling(name, version), Signer: signer()})
	}
}

func apk(name, about, id, version string, code uint32, icon string) app {
	return app{entry: "lineOfBusinessApp", answers: answers(name, organization, about), file: fileName(name, version, "apk"), icon: icon, build: apkFile(name, id, version, code)}
}

func playStore(name, publisher, about, id, icon string) app {
	return app{entry: "androidStoreApp", icon: icon, answers: answers(name, publisher, about,
		"appStoreUrl", "https://play.google.com/store/apps/details?id="+id, "minimumSupportedOperatingSystem", "8.0")}
}

func androidApps() []app {
	return []app{
		featured(apk("Depot Scan", "Scan parcels in and out, on and off line.", "example.harbour.depotscan", "4.2.1", 421, iconScan).
			in("Warehouse").goesTo(to(models.Required, "Warehouse scanners"), to(models.Available, "Logistics"))),
		apk("Yard Map", "Where every trailer stands, live.", "example.harbour.yardmap", "2.8.0", 280, iconYard).
			in("Warehouse", "Data Management").goesTo(to(models.Required, "Logistics"), butNot(models.Required, "Trainees")),
		apk("Route Log", "The driver's log book with rest times.", "example.harbour.routelog", "7.0.3", 7003, iconLog).
			in("Business").goesTo(to(models.Required, "Truck drivers")),
		featured(playStore("Courier Chat", "Chatter & Co", "Messages between drivers and the planning desk.", "example.chatter.courier", iconChat).
			in("Communication", "Collaboration & Social").goesTo(to(models.Required, "Truck drivers"), everyone(models.AvailableWithoutEnrollment))),
		playStore("Forklift Academy", "Lift School", "Short lessons and the yearly test.", "example.liftschool.academy", iconForklift).
			in("Education").goesTo(to(models.Available, "Warehouse staff")),
		{entry: "androidManagedSystemApp", icon: iconClock, answers: answers("Clock", "Device maker", "Alarms and timers of the device itself.", "packageId", "com.android.deskclock"),
			categories: []string{"Productivity"}, assigned: []grant{to(models.Required, "Warehouse scanners")}},
		{entry: "builtInApp", icon: iconPDF, answers: answers("PDF Reader", "", "Reads and fills in forms.", "selection", "android:com.adobe.reader"),
			categories: []string{"Books & Reference"}, assigned: []grant{to(models.Available, "Warehouse staff"), to(models.Available, "Truck drivers")}},
	}
}

// playApps are the apps that come from managed Google Play, by package name.
var playApps = map[string]app{
	"example.urenstaat.app":  app{icon: iconHours}.in("Business").goesTo(to(models.Required, "Cab tablets"), to(models.Required, "Warehouse scanners")),
	"example.tekenaar.plans": app{icon: iconFloor}.in("Development & Design").goesTo(to(models.Available, "Warehouse scanners")),
}
