package store_test

import (
	"io"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/watch"
)

// Who may call a verb: the columns are Administrator, Application Manager, Help Desk Operator, Read Only Operator and User.
const (
	admins     = "any -   -   -   -"
	managers   = "any any -   -   -"
	deployers  = "any any any -   -"
	ownEdits   = "own own own -   -"
	readers    = "any any any any -"
	helpDesk   = "any -   any -   -"
	auditors   = "any -   any any -"
	readersOwn = "any any any any own"
	helpOwn    = "any own any own own"
	adminsOwn  = "any own own own own"
	own        = "own own own own own"
	everyone   = "any any any any any"
)

// stale is a version that nothing has, so that what is allowed changes nothing.
const stale = -1

type list = []any

// allVerbs is every exported method of the store.
var allVerbs = map[string]verb{
	// apps
	"App":               {readers, list{theAppID}},
	"AppCategories":     {readers, list{theAppID}},
	"AppFailures":       {readers, list{theAppID}},
	"AppHead":           {readers, list{theAppID}},
	"AppHistory":        {readers, list{theAppID, models.Page{}}},
	"AppVersion":        {readers, list{packedApp, packedVersion}},
	"AppVersions":       {readers, list{packedApp}},
	"Apps":              {readers, list{store.AppQuery{}}},
	"KeptApps":          {managers, list{[]models.ID{}}},
	"DeleteApps":        {managers, list{[]models.ID{}}},
	"SortApps":          {managers, list{[]models.ID{}, []models.ID{}, []models.ID{}}},
	"FeatureApps":       {managers, list{[]models.ID{}}},
	"CountApps":         {readers, list{store.AppQuery{}}},
	"AddFoundApps":      {managers, list{"androidManagedStoreApp", []store.FoundApp{}}},
	"AddVersion":        {managers, list{packedApp, stale, readyFile, field.Form{}}},
	"CatalogApps":       {readers, nil},
	"Counts":            {readers, list{theAppID}},
	"Dashboard":         {readers, list{time.UTC}},
	"DeleteApp":         {managers, list{anApp}},
	"DevicesWith":       {readers, list{theAppID}},
	"EditApp":           {managers, list{theAppID, stale, store.AppEdit{}}},
	"CountInstalls":     {readers, list{store.InstallQuery{}}},
	"CountInstallUsers": {readers, list{store.InstallUserQuery{}}},
	"InstallUsers":      {readers, list{store.InstallUserQuery{}}},
	"Installs":          {readers, list{store.InstallQuery{}}},
	"NextVersion":       {managers, list{theApp}},
	"OldVersions":       {readers, nil},
	"OpenPackage":       {readers, list{aPackage}},
	"Package":           {readers, list{aPackage}},
	"PropertiesOf":      {readers, list{theApp}},
	"Recognized":        {readers, list{"androidManagedStoreApp"}},
	"RemoveVersion":     {managers, list{packedApp, packedVersion}},
	"RestoreVersion":    {managers, list{packedApp, stale, packedVersion}},
	"Restoring":         {managers, list{thing(func(w verbs, _ models.User) any { return w.msi }), packedVersion}},
	"SameIdentity":      {readers, list{theApp}},
	"SameName":          {readers, list{"Intranet", ""}},
	"SetLogo":           {managers, list{theAppID, stale, ""}},
	"StoredApps":        {readers, nil},
	"SupersedeFound":    {managers, list{theAppID, models.Found{}, ""}},
	"UserCounts":        {readers, list{theAppID}},
	"VersionPackages":   {readers, list{packedApp}},
	"AddImage":          {managers, list{aPicture}},
	"AddLogo":           {managers, list{aPicture}},
	"Image":             {everyone, list{anImage}},

	// who gets what, and what goes with what
	"AssignApp":             {deployers, list{theAppID, stale, nil}},
	"EditAssignments":       {deployers, list{anObject}},
	"AssignmentEdit":        {ownEdits, list{anEdit}},
	"OpenAssignmentEdit":    {deployers, list{models.Object{Kind: models.AppObject}}},
	"AssignmentEdits":       {deployers, nil},
	"AssignmentEditors":     {readers, list{models.Object{Kind: models.AppObject}}},
	"ChangeAssignmentEdit":  {ownEdits, list{anEdit, stale, nil}},
	"ReapplyAssignmentEdit": {ownEdits, list{anEdit, stale}},
	"TakeOverAssignments":   {ownEdits, list{anEdit, stale}},
	"SaveAssignmentEdit":    {ownEdits, list{anEdit, stale}},
	"DiscardAssignmentEdit": {ownEdits, list{anEdit}},
	"AssignedTo":            {readers, list{theAppID}},
	"AssignmentLines":       {readers, list{nil}},
	"Assignments":           {readers, list{theAppID}},
	"ExclusionScope":        {"open", nil},
	"Impact":                {readers, list{theApp, nil}},
	"RelationChoices":       {readers, list{""}},
	"RelationLines":         {readers, list{theApp, nil}},
	"Relations":             {readers, list{theAppID}},
	"SetRelations":          {managers, list{theAppID, stale, models.Dependency, nil}},
	"Why":                   {readersOwn, list{theAppID, aDevice}},
	"RetryInstall":          {deployers, list{theAppID, aDevice}},

	// what becomes an app
	"AddDraft":             {managers, list{"webApp"}},
	"AddPrivateApp":        {managers, list{readyFile, store.FoundApp{}}},
	"AddedSupplied":        {managers, list{"webApp"}},
	"ArrivedFile":          {managers, list{readyFile}},
	"AttachUpload":         {managers, list{aDraftID, stale, readyFile}},
	"CancelUpload":         {managers, list{arrivingFile}},
	"ChooseFound":          {managers, list{aDraftID, stale, models.Found{}, ""}},
	"ComesBack":            {managers, list{aDraft}},
	"DiscardDrafts":        {managers, list{aDraftID}},
	"Draft":                {managers, list{aDraftID}},
	"DraftCount":           {managers, nil},
	"DraftFile":            {managers, list{aDraft}},
	"DraftErrors":          {managers, list{aDraft, store.DraftFile{}}},
	"Drafts":               {managers, nil},
	"FetchAgain":           {managers, list{aDraftID, stale}},
	"FailFetch":            {managers, list{fetchedFile, io.ErrUnexpectedEOF}},
	"FetchAnew":            {managers, list{fetchedFile}},
	"FetchOf":              {managers, list{fetchedFile}},
	"InspectUpload":        {managers, list{readyFile}},
	"PrivateApp":           {managers, list{readyFile}},
	"PublishFetched":       {managers, list{"gone"}},
	"PublishDraft":         {managers, list{aDraftID, stale}},
	"ReceiveChunk":         {managers, list{arrivingFile, models.Chunk{}, someBytes}},
	"ReceiveFetched":       {managers, list{fetchedFile, 4, someBytes}},
	"ReceiveUpload":        {managers, list{arrivingFile, someBytes}},
	"RemoveDraftFile":      {managers, list{aDraftID, stale}},
	"SaveDraft":            {managers, list{aDraftID, stale, store.DraftAnswers{}}},
	"SaveDraftAssignments": {managers, list{aDraftID, stale, nil}},
	"SaveDraftRelations":   {managers, list{aDraftID, stale, models.Dependency, nil}},
	"SortUpload":           {managers, list{readyFile, ""}},
	"StartUpload":          {managers, list{models.NewUpload{Name: "a.msi", Size: 4, Limit: 4}}},
	"StoredDrafts":         {managers, nil},
	"Upload":               {managers, list{readyFile}},
	"Uploads":              {managers, nil},
	"VerifyPackage":        {managers, list{aPackage}},
	"WaitUpload":           {managers, list{readyFile}},

	// categories
	"AddCategory":    {managers, list{named}},
	"Categories":     {readers, nil},
	"Category":       {readers, list{aCategory}},
	"CategoryNames":  {readers, nil},
	"DeleteCategory": {managers, list{aCategory}},
	"PinCategory":    {managers, list{aCategory, true}},
	"RenameCategory": {managers, list{aCategory, stale, named}},

	// people and groups
	"AddGroup":    {admins, list{newGroup}},
	"AddMember":   {admins, list{aGroupID, ownerID}},
	"AddSubgroup": {admins, list{aGroupID, aGroupID}},
	"AddUser":     {admins, list{newUser}},
	"DeleteGroup": {admins, list{aGroupID}},
	"DeleteUser":  {admins, list{someUser}},
	"DisableUser": {admins, list{someUser}},
	"EditGroup":   {admins, list{aGroupID, stale, named}},
	"EditUser": {admins, list{someUser, stale, thing(func(w verbs, _ models.User) any {
		return aPerson("e" + w.name()[6:])
	})}},
	"EnableUser":     {admins, list{someUser}},
	"Group":          {readers, list{aGroupID}},
	"GroupChoices":   {readers, list{"", models.UserGroup}},
	"CountGroups":    {readers, list{people.GroupQuery{}}},
	"Groups":         {readers, list{people.GroupQuery{}}},
	"GroupsOfDevice": {readers, list{aDevice}},
	"GroupsOfUser":   {readers, list{ownerID}},
	"MemberChoices":  {admins, list{aGroup, ""}},
	"MemberCount":    {readers, list{aGroupID}},
	"Members":        {readers, list{aGroup, "", models.Page{}}},
	"Parents":        {readers, list{aGroupID}},
	"RemoveMember":   {admins, list{fullGroup, ownerID}},
	"RemoveSubgroup": {admins, list{nestingGroup, nestedGroup}},
	"SetPassword":    {admins, list{someUser, aPassword}},
	"Subgroups":      {readers, list{aGroupID}},
	"User":           {readersOwn, list{ownerID}},
	"UserByEmail":    {readersOwn, list{ownerEmail}},
	"CountUsers":     {readers, list{people.UserQuery{}}},
	"Users":          {readers, list{people.UserQuery{}}},

	// one's own account
	"AddNotice":       {own, list{aSession, models.Notice{}}},
	"ChangePassword":  {own, list{aCookie, aPassword}},
	"EditAccount":     {everyone, list{named}},
	"NeedsSetUp":      {"open", nil},
	"Organization":    {"open", nil},
	"RevokeSession":   {adminsOwn, list{aSession, field.Form{}}},
	"SaveListView":    {everyone, list{"apps", models.ListView{}}},
	"SavePreferences": {everyone, list{models.Preferences{}}},
	"SessionUser":     {"open", list{aCookie}},
	"Sessions":        {adminsOwn, list{ownerID}},
	"SetUp":           {"open", list{aSetUp}},
	"SetUpCode":       {"open", nil},
	"ShownNotices":    {own, list{aSession}},
	"SignIn":          {"open", list{ownerEmail, "not this one", people.Visitor{Address: "192.0.2.8"}}},
	"RenewSession":    {"open", list{aCookie}},
	"SignOut":         {"open", list{aCookie}},

	// devices
	"AddDevice":             {adminsOwn, list{newDevice}},
	"AddEnrollmentToken":    {helpOwn, list{forOwner}},
	"DeleteDevice":          {helpOwn, list{aDevice}},
	"Device":                {readersOwn, list{aDevice}},
	"CountDevices":          {readersOwn, list{ownersDevices}},
	"Devices":               {readersOwn, list{ownersDevices}},
	"EditDevice":            {admins, list{aDevice, stale, field.Form{"name": {"PC"}, "ownership": {string(models.Corporate)}}}},
	"EnrollmentTokens":      {helpDesk, list{store.TokenQuery{}}},
	"CountEnrollmentTokens": {helpDesk, list{store.TokenQuery{}}},
	"ManagedApps":           {readers, list{aDevice}},
	"DeviceActivity":        {readers, list{aDevice, models.Page{}}},
	"DeviceHead":            {readersOwn, list{aDevice}},
	"RetireDevice":          {helpOwn, list{aDevice}},
	"RevokeEnrollmentToken": {helpOwn, list{anEnrollmentToken}},

	// the Company Portal
	"AddMyDevice":      {everyone, list{ownDevice}},
	"MyApp":            {own, list{theAppID, aDevice}},
	"MyApps":           {own, list{aDevice, store.PortalQuery{}}},
	"MyDevices":        {everyone, nil},
	"MyInstalls":       {own, list{aDevice}},
	"RequestInstall":   {own, list{theAppID, aDevice}},
	"RequestUninstall": {own, list{theAppID, aDevice}},
	"UninstallableApp": {own, list{theAppID, aDevice}},

	// devices themselves
	"CheckIn":              {"token", list{aDeviceToken, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)}}},
	"Content":              {"token", list{aDeviceToken, "gone"}},
	"EnrollDevice":         {"token", list{anEnrollment}},
	"Leave":                {"token", list{aDeviceToken}},
	"UnknownDevice":        {"open", nil},
	"WrongGuess":           {"open", list{models.Enrolling, watch.UselessToken}},
	"RecoverAdministrator": {"process", nil},
	"RecoverPassword":      {"process", nil},
	"SessionLimits":        {"open", nil},
	"Report":               {"token", list{aDeviceToken, checkin.Report{}}},

	// settings, connections and the log
	"AddCatalogSource":     {admins, list{newSource}},
	"CatalogSettings":      {managers, nil},
	"CatalogSource":        {admins, list{aSource}},
	"CatalogSources":       {managers, nil},
	"ConnectPlay":          {admins, list{field.Form{"location": {"https://play.example"}, "account": {"a"}}, "A"}},
	"DisconnectPlay":       {admins, nil},
	"EditCatalogSource":    {admins, list{aSource, stale, thing(func(w verbs, _ models.User) any { return madeSource(w) })}},
	"CountEvents":          {auditors, list{store.EventQuery{}}},
	"Events":               {auditors, list{store.EventQuery{}}},
	"RemoveCatalogSource":  {admins, list{aSource}},
	"RewrapSecrets":        {admins, list{sameKey}},
	"RotateSecrets":        {admins, nil},
	"Sealed":               {admins, nil},
	"SecretKey":            {admins, nil},
	"SetPlan":              {admins, list{field.Form{"plan": {string(models.PlanFull)}}}},
	"Storage":              {readers, nil},
	"SwitchAppStore":       {admins, list{true}},
	"SwitchMicrosoftStore": {admins, list{true}},
	"SyncPlay":             {managers, list{nil}},

	// background work and the program itself
	"ActAs":            {admins, list{ownerID}},
	"BeginServiceTask": {managers, list{"play.sync", struct{}{}}},
	"EndServiceTask":   {managers, list{aServiceTask}},
	"KeepServiceTask":  {managers, list{aServiceTask}},
	"TakeServiceTasks": {admins, list{"play.none"}},
	"ResumeUploads":    {admins, nil},
	"Sweep":            {admins, nil},
	"CheckFiles":       {admins, nil},
	"TakeOverJobs":     {admins, nil},
	"RequestFileCheck": {managers, nil},
	"FileCheck":        {readers, nil},
	"Close":            {"process", nil},
	"FlushLastSeen":    {"process", nil},
	"Ready":            {"process", nil},
	"Work":             {"process", nil},
}
