// Package picture looks at the icons that lie in installer packages: which media type one is, Apple's form of PNG, and the
// best picture in an .icns file. Pictures are never drawn larger than their caps allow.
package picture
