import { freshDatabase } from '../support/servers/postgres.js';
import { valuesOfType } from './worded-keys.js';
import { ROOT } from './tree.js';

/** Where the values stand that a column takes, by its constraint. */
const TYPES: Record<string, string> = {
  'account_mails.kind': 'src/account-mails/account-mail.ts#AccountMailKind',
  'account_mails.state': 'src/account-mails/account-mail.ts#AccountMailState',
  'contacts.ended_how': 'src/conversations/domain/state.ts#ContactEnd',
  'conversations.origin': 'src/conversations/conversation.entity.ts#ConversationOrigin',
  'conversations.state': 'src/conversations/domain/state.ts#ConversationState',
  'documents.audience': 'src/sites/documents.queries.ts#Audience',
  'entries.kind': 'src/conversations/entries/entry.ts#EntryKind',
  'entries.side': 'src/conversations/entries/entry.ts#EntrySide',
  'events.actor_kind': 'src/kernel/actor.ts#Actor.kind',
  'invitations.kind': 'src/members/member.access.ts#MemberKind',
  'invitations.role': 'src/kernel/actor.ts#MemberRole',
  'invitations.state': 'src/members/domain/invitation.ts#KeptState',
  'members.chosen_state': 'src/members/member.access.ts#Availability',
  'members.kind': 'src/members/member.access.ts#MemberKind',
  'members.role': 'src/kernel/actor.ts#MemberRole',
  'members.state': 'src/distribution/domain/snapshot.ts#MemberState',
  'notifications.state': 'src/outbox/notification.ts#NotificationState',
  'operator_acts.kind': 'src/members/operators/operator-acts.ts#OperatorActKind',
  'received_mails.kind': 'src/inbound/received-mail.ts#ReceivedMail.kind',
  'received_mails.state': 'src/inbound/received-mail.ts#ReceivedMailState',
  'rules.last_resort': 'src/distribution/domain/last-resort.ts#LastResort',
  'rules.sharing': 'src/distribution/domain/snapshot.ts#Sharing',
  'verifications.mail': 'src/verification/ask-code.ts#CodeMail',
  'tags.colour': 'src/tags/domain/tag.ts#TagColour',
};
/** Written by statements of the database, or a part of a wider type. */
const NO_TYPE = [
  ...['brands.state', 'connections.side', 'conversations.last_message_side', 'departures.side'],
  ...['documents.kind', 'files.side', 'jobs.state', 'mail_templates.template', 'members.status'],
  ...['read_marks.side', 'sites.position'],
];

it('takes into a column what its type has, and nothing else', async () => {
  const database = await freshDatabase();
  const rows = await database.query<{ place: string; values: string[] }>(
    `SELECT c.conrelid::regclass || '.' || a.attname AS place,
       ARRAY(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(c.oid), '''(\\w+)''', 'g') AS m ORDER BY 1) AS values
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace AND cardinality(c.conkey) = 1
       AND pg_get_constraintdef(c.oid) ~ '^CHECK \\(\\(\\w+ = ANY \\(ARRAY\\['`,
  );
  const taken = Object.fromEntries(rows.map(({ place, values }) => [place, values]));
  const known = Object.entries(TYPES).map(([place, type]) => [place, valuesOfType(ROOT, type).toSorted()]);
  for (const place of NO_TYPE) delete taken[place];
  expect(taken).toEqual(Object.fromEntries(known));
}, 60_000);
