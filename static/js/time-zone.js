// The server tells times in the time zone of the browser, which only the browser knows.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const secure = location.protocol === "https:";
const name = secure ? "__Host-timezone" : "timezone";
if (zone && !document.cookie.split("; ").includes(`${name}=${zone}`)) {
  document.cookie = `${name}=${zone}; Path=/; Max-Age=31536000; SameSite=Lax${secure ? "; Secure" : ""}`;
}
