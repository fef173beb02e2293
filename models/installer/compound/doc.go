// Package compound reads OLE compound files ([MS-CFB]), the container of Windows Installer packages: storages, which are
// folders, and streams, which are files. Start with Open. Chains of sectors may be circular and sizes may lie, so everything
// that is read is counted.
//
// Nothing here knows what a stream holds.
//
// github.com/richardlehane/mscfb (v1.0.9) reads the same format and is not used, because our caps cannot be put around it:
//   - Its New takes about 300 bytes of memory for every 128 bytes of the directory, and the length of the directory is up to the
//     file: one of 129 MB took 308 MB. Packages are read within 64.
//   - It asks for the number of each next sector by a read of its own, of four bytes: 14 times as many reads and 13 times the
//     processor time for a stream of 400 MB, more than a package of 4 GB may take to have its signature checked.
//   - It follows a chain in a circle for as long as the size says that the entry claims, and takes entries that make no sense or
//     are longer than the file. Here these are refused.
//   - It gives no name as it is stored. The digest that signs an MSI is in the order of those, and two names that are no valid
//     UTF-16 would become one.
package compound
