-- Mails that came in, each once: what they were about and what became of them. The mail itself lies with the files
-- until its content has entered the conversation or is of no use.
CREATE TABLE received_mails (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reply', 'bounce')),
  conversation_id uuid,
  -- The mail of ours that could not be delivered.
  notification_id uuid,
  -- Of the address it came to and its Message-ID: the same mail again is the same row.
  mail_key text NOT NULL,
  -- The sender of the envelope.
  return_path text NOT NULL,
  -- Who wrote it, as it says; null until it was read.
  sender text,
  -- Whether that is the visitor's address.
  sender_known boolean,
  size integer NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'read', 'entered', 'waiting', 'closed', 'ignored', 'noted')),
  reason text,
  -- What was read of it, until it has entered.
  parts text[],
  file_ids uuid[],
  -- Names of files that the conversation does not take.
  left_out text[],
  -- When its writer was told why it has not entered.
  answered_at timestamptz,
  received_at timestamptz NOT NULL,
  state_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE (brand_id, mail_key),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  FOREIGN KEY (brand_id, notification_id) REFERENCES notifications (brand_id, id)
);
CREATE INDEX received_mails_conversation_idx ON received_mails (brand_id, conversation_id, state);
CREATE INDEX received_mails_notification_idx ON received_mails (brand_id, notification_id) WHERE notification_id IS NOT NULL;

-- Whether mails to an address came back.
CREATE INDEX notifications_failed_recipient_idx ON notifications (brand_id, recipient) WHERE state = 'failed';

CALL secure_table('received_mails');
