/** Only the owner writes a table; modules above may read it in their queries. */
export const TABLE_OWNERS: Record<string, string[]> = {
  platform: [
    'nodes',
    'connections',
    'departures',
    'events',
    'event_receipts',
    'event_leases',
    'jobs',
    'migrations',
    'sessions',
  ],
  brands: ['brands', 'brand_settings'],
  'account-mails': ['account_mails'],
  members: [
    'accounts',
    'sign_in_codes',
    'password_resets',
    'authenticator_apps',
    'recovery_codes',
    'two_step_requirements',
    'operators',
    'operator_links',
    'operator_acts',
    'memberships',
    'members',
    'invitations',
  ],
  sites: ['sites', 'texts', 'documents', 'document_texts', 'member_consents'],
  visitors: ['visitors', 'consents', 'visits', 'page_views'],
  outbox: ['notifications'],
  mail: ['mailbox_mails', 'mail_templates', 'mail_senders'],
  conversations: ['conversations', 'entries', 'mentions', 'read_marks', 'contacts'],
  files: ['files'],
  surveys: ['surveys'],
  tags: ['tags', 'conversation_tags'],
  distribution: [
    'groups',
    'group_members',
    'rules',
    'queues',
    'routing',
    'routing_records',
    'member_turns',
    'reserved_places',
  ],
  responses: ['responses', 'response_texts'],
  targeting: ['targeting_rules'],
  sales: ['transactions'],
  search: ['search_documents'],
  inbound: ['received_mails'],
};

/** Reviewed writes by others, each with why: `<file>: <table>`. */
export const GUEST_WRITES: Record<string, string> = {
  'src/conversations/start-conversation-record.ts: files':
    'the first message takes its files along in the statement that records the start',
};
