package installer

// icon takes the first path that is a bitmap. Icons drawn in XML and paths that lead nowhere are passed over.
func (a *archive) icon(paths []string) (*Icon, error) {
	for _, path := range paths[:min(len(paths), maxIconTries)] {
		f, err := a.file(path)
		if err != nil || f == nil {
			continue
		}
		b, err := a.read(f, maxIcon)
		if err := a.src.fatal(err); err != nil {
			return nil, err
		}
		b = plainPNG(b)
		if media := bitmap(b); err == nil && media != "" {
			return &Icon{Media: media, Source: clean(path, maxFact), Data: b}, nil
		}
	}
	return nil, nil
}
