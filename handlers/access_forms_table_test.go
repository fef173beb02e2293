package handlers_test

// sheets say what is sent to a route besides what the page that has its form has filled in already: which page that is ("=" is the same
// address, ".." the one above, "-" none), what is typed, and the file that is chosen. A route that is not here is sent what every form of
// these tests has. In braces are what the world makes: see blank. "!" begins what a route answers that a form alone cannot have done.
const sheets = `
POST   /account                                     =
POST   /account/password                            ..   current={password}&password={another}
POST   /apps/selected/assign                        -    id={app}
POST   /apps/selected/feature                       -    id={app}
POST   /apps/selected/categories                    -    id={app}
POST   /apps/selected/delete                        -    id={app}
POST   /account/lists                               -    list=apps&size=25
POST   /apps/:app/properties/:section/edit          =
POST   /apps/:app/logo                              =    logo@{picture}
POST   /apps/:packed/versions                       -    version={version}&upload={next}
PUT    /apps/:packed/versions/package               -    file@{newer}
POST   /apps/:packed/versions/package               -    file@{newer}
POST   /apps/:app/assignments/groups/:intent        =    group={group}
POST   /assignment-edits                            -    app={app}
POST   /assignment-edits/:edit                      =
POST   /assignment-edits/:edit/reapply              -    version={edit}
POST   /assignment-edits/:edit/take-over            -    version={edit}
POST   /assignment-edits/:edit/groups/:intent       =    group={group}
POST   /apps/:relative/relations/:kind              =
POST   /apps/:relative/relations/:kind/apps         =    app={relative}&answer=yes
POST   /categories                                  /categories/new  name={name}
POST   /categories/:category/edit                   =
POST   /apps/new                                    =    entry=webApp
POST   /drafts/:draft/steps/:step                   =    go=previous
PUT    /drafts/:draft/package                       -    file@{newer}
POST   /drafts/:draft/package                       -    file@{newer}
POST   /drafts/:draft/package/removal               -    version={draft}
POST   /drafts/:wired/assignments/groups/:intent    =    group={group}
POST   /drafts/:wired/relations/:kind/apps          =    app={relative}&answer=yes
POST   /drafts/:sought/look-up                      -    search=canteen&country=NL&app={hit}&version={draft}
POST   /apps/google-play                            -    app=com.azure.authenticator
POST   /apps/google-play/web-app                    =    title={name}&url=https://intranet.example/
POST   /apps/google-play/private-app                -    file@{apk}
POST   /apps/google-play/private-app/:apk           =    title={name}
POST   /apps/:app/update                            -    version={version}   !422
POST   /drafts/:draft/content                       -    version={draft}     !422 !409
POST   /uploads/new                                 -    file@{newer}
POST   /storage/check                               /storage
POST   /storage/plan                                /storage plan=full
POST   /users                                       /users/new  name={name}&email={email}&password={another}&role=user&confirm={password}
POST   /users/:user/edit                            =    confirm={password}
POST   /users/:user/password                        =    password={another}&confirm={password}
POST   /groups                                      /groups/new  name={name}&kind=user
POST   /groups/:group/edit                          =
POST   /groups/:group/members/new                   =    member={user}
POST   /groups/:group/groups/new                    =    group={group}
POST   /devices/:device/edit                        =
POST   /enrollment-tokens                           /enrollment-tokens/new user={me}
POST   /connectors/sources                          /connectors/sources/new name={name}&kind=rest&location=http://winget.example
POST   /connectors/sources/:source/edit             =    location=http://winget.example
POST   /connectors/google-play/connect              =    location=http://play.example&account=veldhoek
POST   /devices/:device/apps/:app/retry             -    version=1  !409
POST   /company/apps/:offer/requests                ..
POST   /company/devices                             /company/devices/new name={name}
`
