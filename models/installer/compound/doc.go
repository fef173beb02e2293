// Package compound reads OLE compound files ([MS-CFB]), the container of Windows Installer packages: storages, which are
// folders, and streams, which are files. Start with Open. Chains of sectors may be circular and sizes may lie, so everything
// that is read is counted.
//
// Nothing here knows what a stream holds.
package compound
