// Package office knows how Microsoft 365 Apps for Windows is configured: the apps, languages, channels and products there
// are, the XML of the Office Deployment Tool, and the smaller Config that a designer of questions can show. Config and XML
// become each other without loss for what the designer knows; what XML says beyond it is listed. Source: Microsoft,
// "Configuration options for the Office Deployment Tool".
package office
