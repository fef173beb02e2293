// Package settings has the pages about this server itself: storage and its plan.
package settings
