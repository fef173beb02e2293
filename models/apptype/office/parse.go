package office

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"appdepot/models"
)

// The caps of a configuration: its length, how many problems are listed, and how many characters of it are quoted in one.
const (
	MaxBytes    = 64 << 10
	maxProblems = 50
	maxQuoted   = 60
)

// Problem is something wrong with the XML, or something in it that the designer cannot show. Line and column count from 1,
// the column in bytes, and are 0 when it is about all of it. Text names them, too.
type Problem struct {
	Line, Column int
	Element      string
	Text         models.Text
}

// Document is XML as far as it could be read.
type Document struct{ root *node }

// Parse reads XML for the Office Deployment Tool and says everything that is wrong with it: elements and attributes that the
// tool does not document, values of another kind, what is missing. Document types and entities are refused.
func Parse(b []byte) (Document, []Problem) {
	r := &reader{}
	if len(b) > MaxBytes {
		r.about(0, 0, "", models.T("The XML has %s KB. Use %s KB or less: remove comments, or check that this is the right file.", (len(b)+1023)/1024, MaxBytes/1024))
		return Document{element("Configuration")}, r.problems
	}
	r.xml = xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	r.xml.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is text by now
	r.readAll()
	if r.root == nil {
		r.root = element("Configuration")
	}
	return Document{r.root}, r.problems
}

// reader walks through XML once, holding on to what the rules know.
type reader struct {
	xml          *xml.Decoder
	line, column int // where the current token starts
	open         []opened
	root         *node
	ended        bool
	problems     []Problem
}

// opened is an element that has not ended yet; rule is nil when it or one around it is unknown.
type opened struct {
	*node
	rule *rule
}

func (r *reader) about(line, column int, element string, text models.Text) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, Problem{line, column, element, text})
	}
}

func (r *reader) readAll() {
	for {
		r.line, r.column = r.xml.InputPos()
		token, err := r.xml.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.malformed()
			return
		}
		if d, ok := token.(xml.Directive); ok {
			r.about(r.line, r.column, "", models.T("Line %s, column %s: document types are not allowed. Remove <!%s>.", r.line, r.column, short(string(d))))
			return
		}
		r.take(token)
	}
	if r.root == nil && len(r.problems) == 0 {
		r.about(0, 0, "", models.T("The XML has no elements. Paste a configuration whose first element is Configuration."))
	}
}

// malformed tells where reading had to stop.
func (r *reader) malformed() {
	line, column := r.xml.InputPos()
	r.about(line, column, r.around(), models.T("Line %s, column %s: this is not well-formed XML. Close every element, quote every value, and write & as &amp;. Nothing after this point was checked.", line, column))
}

func (r *reader) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.start(t)
	case xml.EndElement:
		last := len(r.open) - 1
		r.end(r.open[last])
		r.open = r.open[:last]
		r.ended = last == 0
	case xml.CharData:
		if len(bytes.TrimSpace(t)) > 0 && (len(r.open) == 0 || r.open[len(r.open)-1].rule != nil) {
			r.about(r.line, r.column, r.around(), models.T("Line %s, column %s: there is text outside the elements: %s. Remove it.", r.line, r.column, short(string(t))))
		}
	}
}

// around is the innermost open element.
func (r *reader) around() string {
	if len(r.open) == 0 {
		return ""
	}
	return r.open[len(r.open)-1].name
}

func (r *reader) start(t xml.StartElement) {
	n := &node{name: full(t.Name), line: r.line, column: r.column}
	o := opened{node: n}
	switch {
	case r.ended:
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: %s is outside Configuration. Move it inside.", n.line, n.column, n.name))
	case len(r.open) == 0 && n.name != "Configuration":
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: the first element is %s. It must be Configuration.", n.line, n.column, n.name))
	case len(r.open) == 0:
		o.rule, r.root = configuration, n
	default:
		o.rule = r.child(r.open[len(r.open)-1], n)
	}
	if o.rule != nil {
		r.attributes(o, t.Attr)
	}
	r.open = append(r.open, o)
}

// full is a name with its namespace: the tool's elements have none.
func full(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return short(n.Space) + ":" + n.Local
}

// short cuts what is quoted from the XML.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxQuoted {
		return string(r[:maxQuoted]) + "…"
	}
	return s
}
