-- Tables without a brand: who people are, which brands there are, which processes run.

CREATE TABLE brands (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text NOT NULL,
  default_locale text NOT NULL,
  time_zone text NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended')),
  created_at timestamptz NOT NULL
);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  password_hash text NOT NULL,
  name text NOT NULL,
  locale text,
  time_zone text,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX accounts_email_key ON accounts (lower(email));

CREATE TABLE operators (
  account_id uuid PRIMARY KEY REFERENCES accounts (id)
);

CREATE TABLE sessions (
  sid text PRIMARY KEY,
  sess json NOT NULL,
  expire timestamp(6) NOT NULL
);
CREATE INDEX sessions_expire_idx ON sessions (expire);

CREATE TABLE nodes (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL,
  beat_at timestamptz NOT NULL
);

CREATE TABLE memberships (
  account_id uuid NOT NULL REFERENCES accounts (id),
  brand_id uuid NOT NULL REFERENCES brands (id),
  member_id uuid NOT NULL,
  PRIMARY KEY (account_id, brand_id)
);

-- Brand and members

CREATE TABLE brand_settings (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  default_capacity integer NOT NULL DEFAULT 3 CHECK (default_capacity BETWEEN 1 AND 100),
  assignment_minutes integer NOT NULL DEFAULT 1440 CHECK (assignment_minutes BETWEEN 1 AND 100000)
);

CREATE TABLE members (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts (id),
  role text NOT NULL CHECK (role IN ('admin', 'manager', 'agent')),
  kind text NOT NULL CHECK (kind IN ('staff', 'expert', 'ambassador')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'removed')),
  name text NOT NULL,
  slug text NOT NULL,
  picture text,
  capacity integer NOT NULL CHECK (capacity BETWEEN 0 AND 100),
  -- What the member chose; `state` is what holds now: offline without a live desk.
  chosen_state text NOT NULL DEFAULT 'available' CHECK (chosen_state IN ('available', 'away')),
  state text NOT NULL DEFAULT 'offline' CHECK (state IN ('available', 'away', 'offline')),
  state_since timestamptz NOT NULL,
  last_seen_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE (brand_id, account_id),
  UNIQUE (brand_id, slug)
);

-- Sites, words and terms

CREATE TABLE sites (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  name text NOT NULL,
  home_url text,
  origins text[] NOT NULL,
  default_locale text NOT NULL,
  fixed_locale text,
  colour text NOT NULL CHECK (colour ~ '^#[0-9a-f]{6}$'),
  logo text,
  position text NOT NULL DEFAULT 'end' CHECK (position IN ('start', 'end')),
  file_types text[] NOT NULL,
  secret_encrypted text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
);

CREATE TABLE texts (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  site_id uuid,
  code text NOT NULL,
  locale text NOT NULL,
  body text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE NULLS NOT DISTINCT (brand_id, site_id, code, locale),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id)
);

CREATE TABLE documents (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  audience text NOT NULL CHECK (audience IN ('visitors', 'members')),
  kind text NOT NULL CHECK (kind IN ('terms', 'privacy')),
  version integer NOT NULL CHECK (version > 0),
  must_accept boolean NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE (brand_id, audience, kind, version)
);

CREATE TABLE document_texts (
  brand_id uuid NOT NULL,
  document_id uuid NOT NULL,
  locale text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (brand_id, document_id, locale),
  FOREIGN KEY (brand_id, document_id) REFERENCES documents (brand_id, id)
);

CREATE TABLE member_consents (
  brand_id uuid NOT NULL,
  member_id uuid NOT NULL,
  document_id uuid NOT NULL,
  locale text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, member_id, document_id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, document_id) REFERENCES documents (brand_id, id)
);

-- Visitors

CREATE TABLE visitors (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  external_id text,
  name text,
  email text,
  phone text,
  locale text NOT NULL,
  device text,
  browser text,
  attributes jsonb NOT NULL DEFAULT '{}',
  email_notifications boolean NOT NULL DEFAULT true,
  merged_into uuid,
  -- On a merged row, which stands for one browser: since when that browser shows the identified visitor's history.
  rejoined_at timestamptz,
  history_hidden_at timestamptz,
  blocked_at timestamptz,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE (brand_id, external_id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id),
  FOREIGN KEY (brand_id, merged_into) REFERENCES visitors (brand_id, id)
);
CREATE INDEX visitors_merged_idx ON visitors (brand_id, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE consents (
  brand_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  document_id uuid NOT NULL,
  locale text NOT NULL,
  address_hash text,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, visitor_id, document_id),
  FOREIGN KEY (brand_id, visitor_id) REFERENCES visitors (brand_id, id),
  FOREIGN KEY (brand_id, document_id) REFERENCES documents (brand_id, id)
);

CREATE TABLE visits (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  pages integer NOT NULL DEFAULT 0,
  referrer text,
  cart_value numeric(14, 2),
  cart_currency text,
  custom jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id),
  FOREIGN KEY (brand_id, visitor_id) REFERENCES visitors (brand_id, id)
);
CREATE INDEX visits_visitor_idx ON visits (brand_id, visitor_id, last_at DESC);

CREATE TABLE page_views (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  visit_id uuid NOT NULL,
  url text NOT NULL,
  title text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, visit_id) REFERENCES visits (brand_id, id)
);
CREATE INDEX page_views_visit_idx ON page_views (brand_id, visit_id, at DESC);

-- Presence: lost on a crash of Postgres, which is right, for then every connection is lost too.
CREATE UNLOGGED TABLE connections (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  node_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('visitor', 'member')),
  person_id uuid NOT NULL,
  site_id uuid,
  url text,
  title text,
  connected_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
);
CREATE INDEX connections_person_idx ON connections (brand_id, side, person_id);
CREATE INDEX connections_node_idx ON connections (node_id);

-- Distribution

CREATE TABLE groups (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
);

CREATE TABLE group_members (
  brand_id uuid NOT NULL,
  group_id uuid NOT NULL,
  member_id uuid NOT NULL,
  PRIMARY KEY (brand_id, group_id, member_id),
  FOREIGN KEY (brand_id, group_id) REFERENCES groups (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id)
);
CREATE INDEX group_members_member_idx ON group_members (brand_id, member_id);

CREATE TABLE rules (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  sharing text NOT NULL CHECK (sharing IN ('cascade', 'equal', 'weighted')),
  last_resort text NOT NULL DEFAULT 'nothing' CHECK (last_resort IN ('nothing', 'appointment')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
);

-- The pair of a rule and a group; without a rule it is the group's return queue.
CREATE TABLE queues (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  rule_id uuid,
  group_id uuid NOT NULL,
  position integer NOT NULL DEFAULT 0,
  threshold integer NOT NULL DEFAULT 0 CHECK (threshold BETWEEN 0 AND 10000),
  share integer NOT NULL DEFAULT 0 CHECK (share BETWEEN 0 AND 100),
  -- Listed by its rule; a queue taken off a rule stays until what waits in it is gone.
  listed boolean NOT NULL DEFAULT true,
  waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  received integer NOT NULL DEFAULT 0,
  last_received_no bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (brand_id, id),
  UNIQUE NULLS NOT DISTINCT (brand_id, rule_id, group_id),
  FOREIGN KEY (brand_id, rule_id) REFERENCES rules (brand_id, id),
  FOREIGN KEY (brand_id, group_id) REFERENCES groups (brand_id, id)
) WITH (fillfactor = 70);

-- The row that a pass locks: arrivals, decisions and fair counts of one brand happen one after the other.
CREATE TABLE routing (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  last_no bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE member_turns (
  brand_id uuid NOT NULL,
  member_id uuid NOT NULL,
  last_no bigint NOT NULL,
  PRIMARY KEY (brand_id, member_id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id)
) WITH (fillfactor = 50);

-- Places kept free for something that is going to happen (an appointment); conversations on desks count by themselves.
CREATE TABLE reserved_places (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  CHECK (starts_at < ends_at)
);
CREATE INDEX reserved_places_member_idx ON reserved_places (brand_id, member_id, ends_at);

-- Conversations

CREATE TABLE conversations (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  origin text NOT NULL CHECK (origin IN ('targeted', 'direct', 'waiting_list', 'proposed', 'phygital', 'appointment', 'api')),
  state text NOT NULL CHECK (state IN ('bot', 'waiting', 'on_desk', 'snoozed', 'closed')),
  asynchronous boolean NOT NULL,
  locale text NOT NULL,
  page_url text,
  page_title text,
  rule_id uuid,
  group_id uuid,
  queue_id uuid,
  queue_no bigint,
  queued_at timestamptz,
  member_id uuid,
  assigned_to uuid,
  assigned_until timestamptz,
  snoozed_until timestamptz,
  keep_for uuid,
  started_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  close_reason text,
  last_seq integer NOT NULL DEFAULT 0,
  last_visitor_seq integer NOT NULL DEFAULT 0,
  last_message_seq integer NOT NULL DEFAULT 0,
  last_message_at timestamptz,
  last_message_side text CHECK (last_message_side IN ('visitor', 'member', 'bot')),
  last_visitor_message_at timestamptz,
  last_member_message_at timestamptz,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id),
  FOREIGN KEY (brand_id, visitor_id) REFERENCES visitors (brand_id, id),
  FOREIGN KEY (brand_id, rule_id) REFERENCES rules (brand_id, id),
  FOREIGN KEY (brand_id, group_id) REFERENCES groups (brand_id, id),
  FOREIGN KEY (brand_id, queue_id) REFERENCES queues (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, assigned_to) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, keep_for) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, closed_by) REFERENCES members (brand_id, id),
  CHECK ((state = 'on_desk') = (member_id IS NOT NULL)),
  CHECK (assigned_to IS NULL OR state = 'waiting'),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX conversations_desk_idx ON conversations (brand_id, member_id) WHERE state = 'on_desk';
CREATE INDEX conversations_queue_idx ON conversations (brand_id, queue_id, queue_no) WHERE state = 'waiting' AND assigned_to IS NULL;
CREATE INDEX conversations_assigned_idx ON conversations (brand_id, assigned_to, queue_no) WHERE state = 'waiting' AND assigned_to IS NOT NULL;
CREATE INDEX conversations_snoozed_idx ON conversations (brand_id, keep_for) WHERE state = 'snoozed';
CREATE INDEX conversations_visitor_idx ON conversations (brand_id, visitor_id, started_at DESC);

-- Messages, private notes and information lines of a conversation, in one order.
CREATE TABLE entries (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  visitor_seq integer,
  kind text NOT NULL CHECK (kind IN ('message', 'note', 'line')),
  side text NOT NULL CHECK (side IN ('visitor', 'member', 'bot', 'system')),
  author_id uuid NOT NULL,
  author_name text,
  author_picture text,
  client_id uuid NOT NULL,
  body text,
  code text,
  params jsonb,
  file_ids uuid[],
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, conversation_id, seq),
  UNIQUE (brand_id, author_id, client_id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  CHECK ((kind = 'line') = (code IS NOT NULL)),
  CHECK (kind <> 'note' OR visitor_seq IS NULL)
);
CREATE UNIQUE INDEX entries_visitor_seq_idx ON entries (brand_id, conversation_id, visitor_seq) WHERE visitor_seq IS NOT NULL;

CREATE TABLE read_marks (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('visitor', 'member')),
  reader_id uuid NOT NULL,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, conversation_id, side, reader_id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id)
) WITH (fillfactor = 50);

CREATE TABLE contacts (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  waited_from timestamptz,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_how text CHECK (ended_how IN ('snoozed', 'transferred', 'released', 'closed')),
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);
CREATE UNIQUE INDEX contacts_open_idx ON contacts (brand_id, conversation_id) WHERE ended_at IS NULL;
CREATE INDEX contacts_conversation_idx ON contacts (brand_id, conversation_id);
CREATE INDEX contacts_member_idx ON contacts (brand_id, member_id, started_at);

CREATE TABLE routing_traces (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  trace jsonb NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id)
);
CREATE INDEX routing_traces_conversation_idx ON routing_traces (brand_id, conversation_id, at);

CREATE TABLE files (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid,
  site_id uuid,
  side text NOT NULL CHECK (side IN ('visitor', 'member')),
  uploaded_by uuid NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL CHECK (size >= 0),
  width integer,
  height integer,
  has_thumbnail boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id)
);

CREATE TABLE targeting_rules (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  conditions jsonb NOT NULL,
  rule_id uuid NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id),
  FOREIGN KEY (brand_id, rule_id) REFERENCES rules (brand_id, id)
);

CREATE TABLE transactions (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  external_id text NOT NULL,
  amount numeric(14, 2) NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  UNIQUE (brand_id, external_id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id),
  FOREIGN KEY (brand_id, visitor_id) REFERENCES visitors (brand_id, id)
);
CREATE INDEX transactions_visitor_idx ON transactions (brand_id, visitor_id, at);

-- Events and jobs

-- What happened, in ids and codes: the audit log, the timeline and the source of everything that follows a commit.
-- `no` is given while the subject is locked, so it orders the events of one conversation.
CREATE TABLE events (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  no bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('member', 'visitor', 'system')),
  actor_id uuid,
  subject_id uuid,
  conversation_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  pending boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
);
CREATE INDEX events_pending_idx ON events (brand_id, no) WHERE pending;
CREATE INDEX events_conversation_idx ON events (brand_id, conversation_id, no) WHERE conversation_id IS NOT NULL AND name <> 'message.created';
CREATE INDEX events_audit_idx ON events (brand_id, no DESC) WHERE name LIKE 'settings.%';

CREATE TABLE event_receipts (
  brand_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subscriber text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, event_id, subscriber),
  FOREIGN KEY (brand_id, event_id) REFERENCES events (brand_id, id)
);

CREATE TABLE event_leases (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  node_id uuid NOT NULL,
  until timestamptz NOT NULL
);

CREATE TABLE jobs (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  name text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'failed', 'cancelled')),
  tries integer NOT NULL DEFAULT 0,
  leased_by uuid,
  lease_until timestamptz,
  last_error text,
  ended_at timestamptz,
  PRIMARY KEY (brand_id, id)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX jobs_key_idx ON jobs (brand_id, name, key) WHERE state = 'due';
CREATE INDEX jobs_due_idx ON jobs (due_at) WHERE state = 'due';

-- Every table that carries a brand, but the list of who is a member where.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'brand_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'memberships'
  LOOP
    CALL secure_table(t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO causerie_app;
GRANT SELECT ON brands, accounts, memberships, members, nodes, jobs, events, connections, conversations, entries TO causerie_lookup;
GRANT UPDATE ON jobs TO causerie_lookup;
GRANT SELECT, INSERT, UPDATE, DELETE ON event_leases TO causerie_lookup;
GRANT DELETE ON connections TO causerie_lookup;
GRANT INSERT, UPDATE, DELETE ON nodes TO causerie_lookup;
