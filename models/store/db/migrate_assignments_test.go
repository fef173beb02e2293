package db

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// beforeObjects is the last version of the schema in which only apps are assigned.
const beforeObjects = 12

func TestAssignmentsOfEarlierVersionsBelongToApps(t *testing.T) {
	onOldDatabases(t, beforeObjects, func(t *testing.T, db before) {
		at := "2026-11-30 12:00:00+00:00"
		db.exec(t, `INSERT INTO apps (id, type, platform, name, name_key, description, publisher, display_version, featured, information_url,
			privacy_url, developer, owner, notes, answers, version, search, created_at, updated_at)
			VALUES ('app', 'webApp', 'all', 'A', 'a', '', '', '', false, '', '', '', '', '', '{}', 1, '', $1, $1)`, at)
		db.exec(t, `INSERT INTO groups (id, name, name_key, description, kind, version, created_at, updated_at)
			VALUES ('group', 'G', 'g', '', 'user', 1, $1, $1)`, at)
		db.exec(t, `INSERT INTO assignments (id, app_id, intent, mode, target, group_id, created_at)
			VALUES ('a', 'app', 'required', 'include', 'group', 'group', $1), ('b', 'app', 'available', 'include', 'allUsers', NULL, $1)`, at)
		db.up(t)
		rows, err := db.QueryContext(t.Context(), `SELECT id, object_kind, object_id, app_id, intent, mode, target, coalesce(group_id, ''),
			coalesce(filter_id, ''), settings FROM assignments ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var got [][10]string
		for rows.Next() {
			var r [10]string
			if err := rows.Scan(&r[0], &r[1], &r[2], &r[3], &r[4], &r[5], &r[6], &r[7], &r[8], &r[9]); err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		want := [][10]string{
			{"a", "app", "app", "app", "required", "include", "group", "group", "", ""},
			{"b", "app", "app", "app", "available", "include", "allUsers", "", "", ""},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}
