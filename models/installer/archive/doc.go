// Package archive reads zip archives, more strictly than the standard library: an archive that two programs could read
// differently is refused. Start with Open. What is unpacked counts against the file's budget.
//
// Nothing here knows what an archive holds, but for Refuse, which tells people what they uploaded instead of a package.
package archive
