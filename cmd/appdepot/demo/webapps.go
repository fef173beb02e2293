package demo

import "appdepot/models"

func web(entry, name, about, url, icon string) app {
	return app{entry: entry, answers: answers(name, organization, about, "appUrl", url), icon: icon}
}

func webApps() []app {
	return []app{
		web("webApp", "Intranet", "News, phone book, and the canteen's menu.", "https://intranet.harbour.example/", iconIntranet).
			in("Productivity", "Communication").goesTo(everyDevice(models.Required)),
		featured(web("webApp", "Leave & Hours", "Ask for leave and write your hours.", "https://hours.harbour.example/", iconLeave).
			in("Productivity").goesTo(everyone(models.Required))),
		web("webApp", "Photo Wall", "Pictures of the summer party.", "https://photos.harbour.example/", iconPhotos).
			in("Photos & Media").goesTo(to(models.Available, "Office")),
		web("webApp", "Works Council", "Minutes and elections.", "https://council.harbour.example/", iconCouncil),
		example(web("iosiPadOSWebClip", "Canteen Menu", "What there is for lunch this week.", "https://canteen.harbour.example/", iconCanteen)).
			in("Productivity").goesTo(everyone(models.AvailableWithoutEnrollment)),
		web("macOSWebClip", "Room Planner", "Find a free room and book it.", "https://rooms.harbour.example/", iconRooms).
			in("Productivity").goesTo(to(models.Available, "Office")),
	}
}
