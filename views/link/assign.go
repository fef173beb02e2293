package link

// AssignmentEdits are the sets of assignments that are being edited, and one of them.
func AssignmentEdits() string         { return "/assignment-edits" }
func NewAssignmentEdit() string       { return in(AssignmentEdits(), "new") }
func AssignmentEdit(id string) string { return in(AssignmentEdits(), id) }

// ReapplyAssignmentEdit and TakeOverAssignments are the two ways on when somebody else saved meanwhile; DiscardAssignmentEdit is
// the way out.
func ReapplyAssignmentEdit(id string) string { return in(AssignmentEdit(id), "reapply") }
func TakeOverAssignments(id string) string   { return in(AssignmentEdit(id), "take-over") }
func DiscardAssignmentEdit(id string) string { return in(AssignmentEdit(id), "discard") }
