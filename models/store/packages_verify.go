package store

import (
	"context"
	"errors"
	"fmt"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/installer"
	"appdepot/models/store/db"
)

// VerifyPackageArgs is the work of checking a package's signatures.
type VerifyPackageArgs struct {
	PackageID models.ID `json:"packageId"`
}

// Kind names the work in the queue.
func (VerifyPackageArgs) Kind() string { return "verify-package" }

// VerifyPackage checks the signatures of a package whose facts are known: who signed it, and whether that holds. It reads
// all of the file, and so comes after the facts. Drafts that wait for it become apps. It does no more than that when the check has
// been done or the package is gone. An error means that the package could not be got at and is worth another try.
func (s *Store) VerifyPackage(ctx context.Context, id models.ID) error {
	p, err := db.First[models.Package](ctx, s.db.Read.Where("id = ?", id))
	p, err = db.Allowed(ctx, access.ManageApps, access.Package, p, err, noPackage())
	if models.KindOf(err) == models.KindNotFound || err == nil && p.Signature != models.SignatureWaiting {
		return s.publishVerified(ctx, id) // an attempt before this one may have come no further
	}
	if err != nil {
		return err
	}
	signature, err := s.verifyPackage(ctx, p)
	if problem, ok := errors.AsType[*models.Error](err); ok && problem.Kind != models.KindNotFound && problem.Kind != models.KindUnavailable {
		p.Signature, p.Warnings = models.SignatureUnchecked, append(p.Warnings, refusalOf(problem))
		return errors.Join(s.saveSignature(ctx, p), s.publishVerified(ctx, id))
	}
	if err != nil {
		return fmt.Errorf("verify package %s: %w", id, err)
	}
	p.Signature, p.Signers = models.SignatureChecked, signersOf(signature)
	p.Facts, p.Warnings = append(p.Facts, signature.Facts...), append(p.Warnings, signature.Warnings...)
	return errors.Join(s.saveSignature(ctx, p), s.publishVerified(ctx, id))
}

func (s *Store) verifyPackage(ctx context.Context, p models.Package) (installer.Signature, error) {
	content, err := s.contentOf(ctx, p)
	if err != nil {
		return installer.Signature{}, fmt.Errorf("open: %w", err)
	}
	defer content.Close()
	return s.inspectorFor(content.Size).Verify(ctx, content, content.Size)
}

func (s *Store) saveSignature(ctx context.Context, p models.Package) error {
	return s.change(ctx, func(t *tx) error {
		_, err := db.Updates[models.Package](ctx, t.DB.Where("id = ? AND signature = ?", p.ID, models.SignatureWaiting).
			Select("Facts", "Signers", "Warnings", "Signature"), p)
		return err
	})
}

func signersOf(s installer.Signature) []models.Signer {
	list := []models.Signer{} // never null
	for _, by := range s.Signers {
		list = append(list, models.Signer{
			Subject: by.Subject, Issuer: by.Issuer, SHA256: by.SHA256, Scheme: by.Scheme,
			NotBefore: by.NotBefore, NotAfter: by.NotAfter, Verified: by.Verified, Note: by.Note, Before: by.Before,
		})
	}
	return list
}
