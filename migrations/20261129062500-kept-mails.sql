-- From which sign on each message of a mail is shown on demand alone, and which of its files; whether something was left
-- out of it, and whether it says of itself that a program wrote it.
ALTER TABLE received_mails ADD COLUMN folds integer[], ADD COLUMN folded_file_ids uuid[], ADD COLUMN is_cut boolean,
  ADD COLUMN is_automatic boolean;
-- Who had a mail that was kept out added to its conversation.
ALTER TABLE received_mails ADD COLUMN let_in_by uuid, ADD COLUMN let_in_at timestamptz,
  ADD FOREIGN KEY (brand_id, let_in_by) REFERENCES members (brand_id, id) NOT VALID;
CREATE INDEX received_mails_kept_out_idx ON received_mails (brand_id, id) WHERE state = 'ignored';
