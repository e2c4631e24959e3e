/**
 * The only tables without row-level security, each with why: everything else belongs to exactly one brand and says
 * so in its keys.
 */
export const GLOBAL_TABLES: Record<string, string> = {
  accounts: 'a person, who may be a member of several brands',
  sessions: 'a signed-in browser of an account',
  account_mails: 'a mail to an account or an address, which may belong to several brands or to none',
  password_resets: 'a link by mail to choose another password, of an account',
  sign_in_codes: 'a code by mail that an account waits for, before a brand is chosen',
  authenticator_apps: 'what makes the codes of an account, whichever brand it opens',
  passkeys: 'keys in the devices of an account, which sign in before a brand is chosen',
  used_passkey_challenges: 'what devices have signed a moment ago, whoever they are of',
  recovery_codes: 'hashes for when that is lost',
  verifications: 'a code that proves an address of somebody who has no account yet',
  brand_invitations: 'whom operators have invited to open a brand that is not there yet',
  sign_ups: 'somebody who wants an account, until their address is proved',
  brands: 'the list of brands itself',
  memberships: 'which brands an account belongs to, asked before a brand is chosen',
  nodes: 'processes of the application, which serve every brand',
  operators: 'who runs the platform',
  operator_links: 'links for one use that make an operator',
  operator_acts: 'what operators did, for operators',
  migrations: 'which steps of the schema this database has',
};
