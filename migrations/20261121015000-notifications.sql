-- The outbox: what is to be sent, written with what brings it about, and at the same time its record.
CREATE TABLE notifications (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email')),
  template text NOT NULL,
  recipient text NOT NULL,
  locale text NOT NULL,
  visitor_id uuid,
  conversation_id uuid,
  -- A reply tells of the conversation up to here, so that no message is told of twice.
  up_to_seq integer,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'suppressed')),
  reason text,
  tries integer NOT NULL DEFAULT 0,
  -- What the provider knows it by, the same on each try: for a mail its Message-ID.
  provider_id text NOT NULL,
  created_at timestamptz NOT NULL,
  -- Tries end a day after this.
  queued_at timestamptz NOT NULL,
  next_try_at timestamptz,
  state_at timestamptz NOT NULL,
  -- When somebody took note of the failure.
  noted_at timestamptz,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, visitor_id) REFERENCES visitors (brand_id, id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  CHECK (state = 'queued' OR next_try_at IS NULL)
) WITH (fillfactor = 70);
CREATE INDEX notifications_conversation_idx ON notifications (brand_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX notifications_state_idx ON notifications (brand_id, state, id DESC);
CREATE INDEX notifications_alarming_idx ON notifications (brand_id) WHERE state = 'failed' AND noted_at IS NULL;

-- Where mails go while no provider is set: as they would have been sent.
CREATE TABLE mailbox_mails (
  brand_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  recipient text NOT NULL,
  sender text NOT NULL,
  subject text NOT NULL,
  headers jsonb NOT NULL,
  html text NOT NULL,
  body text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, notification_id),
  FOREIGN KEY (brand_id, notification_id) REFERENCES notifications (brand_id, id)
);

-- Since when a person has been without a live connection; kept until they count as gone.
CREATE UNLOGGED TABLE departures (
  brand_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('visitor', 'member')),
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, side, person_id)
);

CALL secure_table('notifications');
CALL secure_table('mailbox_mails');
CALL secure_table('departures');
GRANT SELECT, INSERT, UPDATE ON departures TO causerie_lookup;
