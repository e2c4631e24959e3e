/** What an id in an address points to. */
export type Kind =
  | 'brand'
  | 'site key'
  | 'conversation'
  | 'document'
  | 'document for members'
  | 'file'
  | 'file of a member'
  | 'group'
  | 'invitation'
  | 'mail'
  | 'received mail'
  | 'manager'
  | 'member'
  | 'response'
  | 'rule'
  | 'site'
  | 'tag'
  | 'targeting rule'
  | 'visitor';

/** How a route is asked: by an admin of a brand, or by a visitor of its site. */
export interface RouteCase {
  as: 'admin' | 'visitor';
  /** What each parameter of the address points to; others stand for themselves. */
  ids: Record<string, Kind>;
  /** Values of the other parameters. */
  words?: Record<string, string>;
  /** The page whose form is posted here, with the same parameters. */
  form?: string;
  /** A posted body of JSON, where ids of others may stand in these fields. */
  json?: { body: Record<string, unknown>; ids: Record<string, Kind> };
  /** Whether a file is posted. */
  file?: boolean;
  /** Parameters of the query that point to something. */
  query?: Record<string, Kind>;
}

const BRAND = { brand: 'brand' } as const;
const admin = (ids: Record<string, Kind> = {}, more: Partial<RouteCase> = {}): RouteCase => ({
  as: 'admin',
  ids: { ...BRAND, ...ids },
  ...more,
});
const visitor = (ids: Record<string, Kind> = {}, more: Partial<RouteCase> = {}): RouteCase => ({
  as: 'visitor',
  ids: { siteKey: 'site key', ...ids },
  ...more,
});
const mailWords = { template: 'answer', locale: 'fr' };
const series = { audience: 'visitors', kind: 'terms' };

/**
 * Every route of the application, with how it is tried with the ids of others, or why there is nothing to try.
 * A route that is not listed fails the test.
 */
export const ROUTES: Record<string, RouteCase | string> = {
  'GET /': 'names nothing of anybody',
  'GET /health/live': 'names nothing of anybody',
  'GET /health/ready': 'names nothing of anybody',
  'GET /metrics': 'names nothing of anybody',
  'GET /sign-in': 'names nothing of anybody',
  'POST /sign-in': 'names an account by what only its owner knows',
  'GET /sign-in/code': "shows where the cookie's own code was sent",
  'POST /sign-in/code': 'names a code by a signed cookie',
  'POST /sign-in/code/resend': 'names a code by a signed cookie',
  'GET /sign-in/second-step': 'shows that a signed cookie waits for a code',
  'POST /sign-in/second-step': 'names an account by a signed cookie',
  'GET /sign-in/recovery-code': 'shows that a signed cookie waits for a code',
  'POST /sign-in/recovery-code': 'names an account by a signed cookie',
  'GET /forgot-password': 'names nothing of anybody',
  'POST /forgot-password': 'tells nothing of whom it names',
  'GET /forgot-password/sent': 'names nothing of anybody',
  'GET /reset-password/:token': 'the link is for one account, and only its mailbox has it',
  'POST /reset-password/:token': 'the link is for one account, and only its mailbox has it',
  'POST /sign-out': 'acts on the session of the cookie alone',
  'GET /sign-up': 'names nothing of anybody',
  'POST /sign-up': 'names nothing of anybody',
  'GET /sign-up/code': "shows where the cookie's own code was sent",
  'POST /sign-up/code': 'names a code by a signed cookie',
  'POST /sign-up/code/resend': 'names a code by a signed cookie',
  'GET /sign-up/brand': 'names nothing of anybody',
  'GET /sign-up/brand/address': 'tells which addresses are taken, which anybody may look up',
  'POST /sign-up/brand': "makes a brand of the session's account",
  'GET /brands': "shows the brands of the session's account alone",
  'GET /account': "shows the session's account alone",
  'POST /account': "changes the session's account alone",
  'POST /account/password': "changes the session's account alone",
  'POST /account/sessions/sign-out': "ends sessions of the session's account alone",
  'POST /account/sessions/:id/sign-out': "ends a session of the session's account alone",
  'POST /account/brands/:brand/departure': "ends a membership of the session's account alone",
  'POST /sign-in/passkey/options': 'names nothing of anybody',
  'POST /sign-in/passkey': 'names an account by what only its device can sign',
  'GET /account/two-step/passkeys/new': "shows the session's account alone",
  'POST /account/two-step/passkeys/options': "names the session's account alone",
  'POST /account/two-step/passkeys': "changes the session's account alone",
  'GET /account/two-step/passkeys/:id': "finds what is the session's account's alone",
  'POST /account/two-step/passkeys/:id': "finds what is the session's account's alone",
  'POST /account/two-step/passkeys/:id/removal': "finds what is the session's account's alone",
  'GET /account/two-step': "shows the session's account alone",
  'POST /account/two-step/confirmation': "confirms the session's account alone",
  'GET /account/two-step/app': "names the session's account alone",
  'POST /account/two-step/app': "takes a sealed offer of the session's account alone",
  'GET /account/two-step/app/removal': "shows the session's account alone",
  'POST /account/two-step/app/removal': "changes the session's account alone",
  'POST /account/two-step/recovery-codes': "changes the session's account alone",
  'GET /invitations/:token': 'the link is a secret of one invitation',
  'POST /invitations/:token': 'the link is a secret of one invitation',
  'GET /files/:token': 'the address is signed, soon ends, and one for members asks for their rights',

  'GET /platform': 'for operators, who are members of no brand by that',
  'GET /platform/invitations': 'for operators, who are members of no brand by that',
  'POST /platform/invitations': 'for operators, who are members of no brand by that',
  'GET /platform/log': 'for operators, who are members of no brand by that',
  'GET /platform/brands/:id': 'for operators, who see every brand in numbers',
  'GET /platform/brands/:id/suspension': 'for operators, who see every brand in numbers',
  'POST /platform/brands/:id/suspension': 'for operators, who may suspend every brand',
  'GET /platform/brands/:id/reopening': 'for operators, who see every brand in numbers',
  'POST /platform/brands/:id/reopening': 'for operators, who may reopen every brand',
  'GET /platform/mails': 'for operators, who are members of no brand by that',
  'GET /platform/mails/:id': 'for operators: mails of accounts, which belong to no brand',
  'GET /platform/access/:token': 'the link is for one address and use',
  'POST /platform/access/:token': 'the link is for one address and use',

  'GET /mail/unsubscribe/:token': 'the link is signed for one visitor',
  'POST /mail/unsubscribe/:token': 'the link is signed for one visitor',
  'GET /mail/sender/:token': 'the link is signed for one address of one brand',
  'POST /mail/sender/:token': 'the link is signed for one address of one brand',

  'GET /b/:brand/admin': admin(),
  'GET /b/:brand/desk': admin(),
  'GET /b/:brand/desk/lists': admin(),
  'GET /b/:brand/desk/manifest.webmanifest': admin(),
  'GET /b/:brand/desk/search': admin({}, { query: { member: 'member' } }),
  'GET /b/:brand/desk/search/suggestions': admin({}, { query: { member: 'member' } }),
  'POST /b/:brand/desk/availability': admin(),
  'GET /b/:brand/desk/conversations/:id': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/conversations/:id/entries': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/mails/:id': admin({ id: 'received mail' }),
  'POST /b/:brand/desk/mails/:id/admission': admin({ id: 'received mail' }),
  'GET /b/:brand/desk/mentions': admin(),
  'GET /b/:brand/desk/conversations/:id/mentionable': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/conversations/:id/around': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/conversations/:id/tags': admin({ id: 'conversation' }),
  'POST /b/:brand/desk/conversations/:id/tags': admin(
    { id: 'conversation' },
    { json: { body: { on: 'yes' }, ids: { tagId: 'tag' } } },
  ),
  'GET /b/:brand/desk/conversations/:id/responses': admin({ id: 'conversation' }),
  'POST /b/:brand/desk/conversations/:id/messages': admin(
    { id: 'conversation' },
    { json: { body: { text: 'Hello' }, ids: {} } },
  ),
  'GET /b/:brand/desk/conversations/:id/files': admin(
    { id: 'conversation' },
    { query: { ids: 'file of a member' } },
  ),
  'POST /b/:brand/desk/conversations/:id/files': admin({ id: 'conversation' }, { file: true }),
  'GET /b/:brand/desk/conversations/:id/snooze': admin({ id: 'conversation' }),
  'POST /b/:brand/desk/conversations/:id/snooze': admin(
    { id: 'conversation' },
    { json: { body: { choice: '3h' }, ids: {} } },
  ),
  'POST /b/:brand/desk/conversations/:id/resumption': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/conversations/:id/transfer': admin({ id: 'conversation' }),
  'POST /b/:brand/desk/conversations/:id/transfer': admin(
    { id: 'conversation' },
    { json: { body: { to: 'nobody' }, ids: {} } },
  ),
  'POST /b/:brand/desk/conversations/:id/release': admin({ id: 'conversation' }),
  'POST /b/:brand/desk/conversations/:id/closure': admin({ id: 'conversation' }),
  'GET /b/:brand/desk/terms/:id': admin({ id: 'document for members' }),
  'POST /b/:brand/desk/terms': admin(
    {},
    { json: { body: {}, ids: { 'documents.0': 'document for members' } } },
  ),
  'POST /b/:brand/desk/conversations/:id/block': admin({ id: 'conversation' }),

  'GET /b/:brand/start': admin(),
  'GET /b/:brand/start/steps': admin(),
  'GET /b/:brand/start/site': admin(),
  'POST /b/:brand/start/site': admin(
    {},
    { json: { body: { address: 'shop.example', colour: '#1c5d6b' }, ids: {} } },
  ),
  'POST /b/:brand/start/away': admin(),

  'GET /b/:brand/board': admin({}, { query: { group: 'group' } }),
  'GET /b/:brand/board/conversations/:id': admin({ id: 'conversation' }),
  'GET /b/:brand/board/conversations/:id/panel': admin({ id: 'conversation' }),
  'GET /b/:brand/board/conversations/:id/around': admin({ id: 'conversation' }),
  'POST /b/:brand/board/conversations/:id/closure': admin({ id: 'conversation' }),
  'POST /b/:brand/board/conversations/:id/release': admin({ id: 'conversation' }),
  'POST /b/:brand/board/releases': admin(
    {},
    { json: { body: { conversation: [] }, ids: { 'conversation.0': 'conversation' } } },
  ),
  'POST /b/:brand/board/closures': admin(
    {},
    { json: { body: { conversation: [] }, ids: { 'conversation.0': 'conversation' } } },
  ),

  'GET /b/:brand/admin/brand': admin(),
  'POST /b/:brand/admin/brand': admin({}, { form: '/b/:brand/admin/brand' }),
  'GET /b/:brand/admin/hours': admin(),
  'POST /b/:brand/admin/hours': admin({}, { form: '/b/:brand/admin/hours' }),
  'POST /b/:brand/admin/hours/draft': admin({}, { form: '/b/:brand/admin/hours' }),
  'GET /b/:brand/admin/hours/sites/:siteId': admin({ siteId: 'site' }),
  'POST /b/:brand/admin/hours/sites/:siteId': admin(
    { siteId: 'site' },
    { form: '/b/:brand/admin/hours/sites/:siteId' },
  ),
  'POST /b/:brand/admin/hours/sites/:siteId/draft': admin(
    { siteId: 'site' },
    { form: '/b/:brand/admin/hours/sites/:siteId' },
  ),
  'GET /b/:brand/admin/rules': admin(),
  'GET /b/:brand/admin/rules/new': admin(),
  'GET /b/:brand/admin/rules/:id': admin({ id: 'rule' }),
  'POST /b/:brand/admin/rules/:id': admin({ id: 'rule' }, { form: '/b/:brand/admin/rules/:id' }),
  'POST /b/:brand/admin/rules/:id/draft': admin({ id: 'rule' }, { form: '/b/:brand/admin/rules/:id' }),
  'GET /b/:brand/admin/groups': admin(),
  'GET /b/:brand/admin/groups/new': admin(),
  'GET /b/:brand/admin/groups/:id': admin({ id: 'group' }),
  'POST /b/:brand/admin/groups/:id': admin({ id: 'group' }, { form: '/b/:brand/admin/groups/:id' }),
  'GET /b/:brand/admin/members': admin(),
  'GET /b/:brand/admin/members/:id': admin({ id: 'member' }),
  'POST /b/:brand/admin/members/:id': admin({ id: 'member' }, { form: '/b/:brand/admin/members/:id' }),
  'POST /b/:brand/admin/members/:id/suspension': admin({ id: 'member' }),
  'POST /b/:brand/admin/members/:id/reactivation': admin({ id: 'member' }),
  'POST /b/:brand/admin/members/:id/removal': admin({ id: 'member' }),
  'GET /b/:brand/admin/invitations/new': admin(),
  'POST /b/:brand/admin/invitations': admin({}, { form: '/b/:brand/admin/invitations/new' }),
  'GET /b/:brand/admin/invitations/import': admin(),
  'POST /b/:brand/admin/invitations/import': admin({}, { file: true }),
  'POST /b/:brand/admin/invitations/import/confirmation': admin(),
  'POST /b/:brand/admin/invitations/:id/sending': admin({ id: 'invitation' }),
  'POST /b/:brand/admin/invitations/:id/withdrawal': admin({ id: 'invitation' }),
  'GET /b/:brand/admin/sites': admin(),
  'GET /b/:brand/admin/sites/new': admin(),
  'GET /b/:brand/admin/sites/:id': admin({ id: 'site' }),
  'POST /b/:brand/admin/sites/:id': admin({ id: 'site' }, { form: '/b/:brand/admin/sites/:id' }),
  'POST /b/:brand/admin/sites/:id/secret': admin({ id: 'site' }),
  'POST /b/:brand/admin/sites/:id/jwt-secret': admin({ id: 'site' }),
  'GET /b/:brand/admin/targeting': admin(),
  'GET /b/:brand/admin/targeting/:id': admin({ id: 'targeting rule' }),
  'POST /b/:brand/admin/targeting/:id': admin(
    { id: 'targeting rule' },
    { form: '/b/:brand/admin/targeting/:id' },
  ),
  'POST /b/:brand/admin/targeting/:id/place': admin({ id: 'targeting rule' }),
  'POST /b/:brand/admin/targeting/:id/removal': admin({ id: 'targeting rule' }),
  'GET /b/:brand/admin/targeting/sites/:siteId': admin({ siteId: 'site' }),
  'GET /b/:brand/admin/targeting/sites/:siteId/new': admin({ siteId: 'site' }),
  'GET /b/:brand/admin/texts': admin(),
  'GET /b/:brand/admin/texts/:locale': admin({}, { words: { locale: 'fr' }, query: { site: 'site' } }),
  'POST /b/:brand/admin/texts/:locale': admin(
    {},
    { words: { locale: 'fr' }, form: '/b/:brand/admin/texts/:locale', query: { site: 'site' } },
  ),
  'GET /b/:brand/admin/documents': admin(),
  'GET /b/:brand/admin/documents/:id': admin({ id: 'document' }),
  'GET /b/:brand/admin/documents/:audience/:kind/new': admin({}, { words: series }),
  'POST /b/:brand/admin/documents/:audience/:kind': admin(
    {},
    { words: series, form: '/b/:brand/admin/documents/:audience/:kind/new' },
  ),
  'GET /b/:brand/admin/responses': admin({}, { query: { after: 'response' } }),
  'GET /b/:brand/admin/responses/new': admin(),
  'POST /b/:brand/admin/responses/new': admin(
    {},
    { json: { body: { text: 'Hello', locale: 'fr' }, ids: {} } },
  ),
  'GET /b/:brand/admin/responses/:id': admin({ id: 'response' }),
  'POST /b/:brand/admin/responses/:id': admin({ id: 'response' }, { form: '/b/:brand/admin/responses/:id' }),
  'POST /b/:brand/admin/responses/:id/draft': admin(
    { id: 'response' },
    { form: '/b/:brand/admin/responses/:id' },
  ),
  'POST /b/:brand/admin/responses/:id/removal': admin({ id: 'response' }),
  'GET /b/:brand/admin/tags': admin(),
  'GET /b/:brand/admin/tags/new': admin(),
  'GET /b/:brand/admin/tags/:id': admin({ id: 'tag' }),
  'POST /b/:brand/admin/tags/:id': admin({ id: 'tag' }, { form: '/b/:brand/admin/tags/:id' }),
  'GET /b/:brand/admin/mails': admin(),
  'GET /b/:brand/admin/mails/records': admin(),
  'GET /b/:brand/admin/mails/records/:id': admin({ id: 'mail' }),
  'POST /b/:brand/admin/mails/records/:id/retry': admin({ id: 'mail' }),
  'POST /b/:brand/admin/mails/failures': admin(),
  'GET /b/:brand/admin/mails/templates': admin(),
  'GET /b/:brand/admin/mails/templates/:template/:locale': admin({}, { words: mailWords }),
  'POST /b/:brand/admin/mails/templates/:template/:locale': admin(
    {},
    { words: mailWords, form: '/b/:brand/admin/mails/templates/:template/:locale' },
  ),
  'GET /b/:brand/admin/mails/templates/:template/:locale/preview': admin({}, { words: mailWords }),
  'POST /b/:brand/admin/mails/templates/:template/:locale/preview': admin({}, { words: mailWords }),
  'POST /b/:brand/admin/mails/templates/:template/:locale/trial': admin({}, { words: mailWords }),
  'POST /b/:brand/admin/mails/templates/:template/:locale/reset': admin({}, { words: mailWords }),
  'GET /b/:brand/admin/mails/sender': admin(),
  'POST /b/:brand/admin/mails/sender': admin({}, { form: '/b/:brand/admin/mails/sender' }),
  'POST /b/:brand/admin/mails/sender/verification': admin(),
  'GET /b/:brand/admin/mails/received': admin(),
  'GET /b/:brand/admin/mails/received/:id': admin({ id: 'received mail' }),
  'GET /b/:brand/admin/mails/received/:id/original': admin({ id: 'received mail' }),
  'POST /b/:brand/admin/mails/received/:id/admission': admin({ id: 'received mail' }),
  'GET /b/:brand/admin/mails/mailbox': admin(),
  'GET /b/:brand/admin/mails/mailbox/:id': admin({ id: 'mail' }),
  'GET /b/:brand/admin/mails/mailbox/:id/content': admin({ id: 'mail' }),
  'GET /b/:brand/admin/waiting': admin(),
  'GET /b/:brand/admin/blocked': admin(),
  'POST /b/:brand/admin/blocked/:id/unblocking': admin({ id: 'visitor' }),
  'GET /b/:brand/admin/audit': admin({}, { query: { member: 'member' } }),

  'GET /l/:token': 'the address is signed: who has it was sent it, and it ends',
  'POST /w/:siteKey/links': 'names a conversation by what only we can sign',

  'GET /w/:siteKey/guest': 'the token is signed for what one mail showed',
  'POST /w/:siteKey/guest/consents': 'accepts for the visitor of the token alone',

  'GET /w/:siteKey.js': 'public: every page of the site names it',
  'GET /w/:siteKey/theme.css': 'public: the colours of the site',
  'GET /w/:siteKey/messenger': 'public: the same for everybody who opens the site',
  'OPTIONS /w/:siteKey/hello': 'public: says which origins may ask',
  'POST /w/:siteKey/hello': 'greets whoever comes; a token of somebody else is of another browser',
  'GET /w/:siteKey/documents/:id': visitor({ id: 'document' }),
  'GET /w/:siteKey/content': visitor({}, { query: { conversation: 'conversation' } }),
  'GET /w/:siteKey/history': visitor({}, { query: { conversation: 'conversation' } }),
  'POST /w/:siteKey/messages': visitor(
    {},
    {
      json: {
        body: { body: 'Hello', fileIds: [] },
        ids: { conversationId: 'conversation', 'fileIds.0': 'file' },
      },
    },
  ),
  'POST /w/:siteKey/consents': visitor({}, { json: { body: {}, ids: { 'documentIds.0': 'document' } } }),
  'POST /w/:siteKey/surveys': visitor(
    {},
    { json: { body: { score: 5 }, ids: { conversationId: 'conversation' } } },
  ),
  'GET /w/:siteKey/files/:id': visitor({ id: 'file' }),
  'POST /w/:siteKey/settings': "changes the token's visitor alone",
  'GET /w/:siteKey/files': visitor({}, { query: { ids: 'file' } }),
  'POST /w/:siteKey/files': visitor({}, { query: { conversation: 'conversation' }, file: true }),
};
