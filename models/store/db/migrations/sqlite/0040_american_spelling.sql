-- +goose Up
ALTER TABLE enrolment_tokens RENAME TO enrollment_tokens;
UPDATE settings SET name = 'organization.name' WHERE name = 'organisation.name';
UPDATE events SET action = replace(action, 'enrolmentToken.', 'enrollmentToken.') WHERE action LIKE 'enrolmentToken.%';
UPDATE events SET action = 'device.enroll' WHERE action = 'device.enrol';
UPDATE events SET action = 'organization.setUp' WHERE action = 'organisation.setUp';
UPDATE events SET object_kind = 'enrollmentToken' WHERE object_kind = 'enrolmentToken';
UPDATE events SET object_kind = 'organization' WHERE object_kind = 'organisation';
UPDATE packages SET facts = replace(facts, '"fact":"licence"', '"fact":"license"') WHERE facts LIKE '%"fact":"licence"%';
UPDATE drafts SET found = replace(found, '"fact":"licence"', '"fact":"license"') WHERE found LIKE '%"fact":"licence"%';
