-- The audit log holds more than changes of settings: what members did to people and to others' conversations.
DROP INDEX events_audit_idx;
CREATE INDEX events_audit_idx ON events (brand_id, no DESC)
  WHERE name LIKE 'settings.%' OR name IN ('visitor.blocked', 'visitor.unblocked', 'conversation.released');

-- How many have accepted a document.
CREATE INDEX consents_document_idx ON consents (brand_id, document_id);

-- What nobody needs any more is found by when it ended.
CREATE INDEX jobs_ended_idx ON jobs (brand_id, ended_at) WHERE ended_at IS NOT NULL;
