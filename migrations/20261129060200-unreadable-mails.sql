-- Mails that could not be read lie aside, as they came. Reads that began and were never heard of again are counted.
ALTER TABLE received_mails ADD COLUMN unfinished_reads integer NOT NULL DEFAULT 0;
ALTER TABLE received_mails DROP CONSTRAINT received_mails_state_check;
ALTER TABLE received_mails ADD CONSTRAINT received_mails_state_check
  CHECK (state IN ('received', 'read', 'entered', 'waiting', 'closed', 'ignored', 'noted', 'unreadable'));
