package db

import "context"

// RunningJobs counts the jobs at work by the process that is at them: the ID of its River client, empty when nobody knows.
func (d *Database) RunningJobs(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Process string
		Jobs    int
	}
	err := d.Rows(ctx).Raw("SELECT " + d.jobProcess() + " AS process, count(*) AS jobs FROM river_job WHERE state = 'running' GROUP BY 1").Scan(&rows).Error
	jobs := map[string]int{}
	for _, r := range rows {
		jobs[r.Process] = r.Jobs
	}
	return jobs, err
}

// jobProcess is the expression for the process that was last at a job.
func (d *Database) jobProcess() string {
	if d.Postgres() {
		return "coalesce(attempted_by[array_upper(attempted_by, 1)], '')"
	}
	return "coalesce(json_extract(attempted_by, '$[#-1]'), '')"
}

// ReleaseJobs gives the jobs that a process was at when it ended to the others, as River gives jobs back that took too long. Those that were
// tried often enough are given up.
func (d *Database) ReleaseJobs(ctx context.Context, process string) error {
	return d.Change(ctx, func(t *Tx) error {
		of := " WHERE state = 'running' AND " + d.jobProcess() + " = ?"
		if err := t.Exec("UPDATE river_job SET state = 'discarded', finalized_at = ?"+of+" AND attempt >= max_attempts", t.Now, process).Error; err != nil {
			return err
		}
		return t.Exec("UPDATE river_job SET state = 'available'"+of, process).Error
	})
}
