// Package timezone finds time zones by the names of the IANA Time Zone Database, and lists those that people choose among.
package timezone
