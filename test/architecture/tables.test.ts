import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';
import { GLOBAL_TABLES } from './global-tables.js';
import { TABLE_OWNERS } from './table-owners.js';

const BRAND_SCOPE = `(brand_id = ( SELECT (current_setting('app.brand_id'::text))::uuid AS current_setting))`;

let database: TestDatabase;
let tables: string[];
let tenantTables: string[];

beforeAll(async () => {
  database = await freshDatabase();
  tables = await names(`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`);
  tenantTables = tables.filter((table) => !(table in GLOBAL_TABLES));
});

it('finds the tables of the product', () => {
  expect(tenantTables).toEqual(expect.arrayContaining(['conversations', 'entries', 'members', 'visitors']));
});

it('lists no table as global that is gone', () => {
  expect(Object.keys(GLOBAL_TABLES).filter((table) => !tables.includes(table))).toEqual([]);
});

it('knows the one module that writes each table', () => {
  const owned = Object.values(TABLE_OWNERS).flat();
  expect([...owned].sort()).toEqual(tables);
});

it('holds every brand apart by row security that binds its owner too', async () => {
  const secured = await names(`SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1`);
  expect(secured).toEqual(tenantTables);
});

it('gives each of those tables one policy, for reading and writing alike', async () => {
  const policies = await database.query<{ name: string; reads: string; writes: string; rest: string }>(
    `SELECT tablename AS name, qual AS reads, with_check AS writes, concat_ws(' ', permissive, cmd, roles) AS rest
     FROM pg_policies WHERE schemaname = 'public' ORDER BY 1`,
  );
  expect(policies).toEqual(
    tenantTables.map((name) => ({
      name,
      reads: BRAND_SCOPE,
      writes: BRAND_SCOPE,
      rest: 'PERMISSIVE ALL {public}',
    })),
  );
});

it('has a brand in every row of them', async () => {
  const branded = await names(`SELECT c.relname AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'brand_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.attnotnull AND a.atttypid = 'uuid'::regtype ORDER BY 1`);
  expect(branded.filter((table) => !(table in GLOBAL_TABLES))).toEqual(tenantTables);
});

it('starts every primary and unique key of them with the brand', async () => {
  const strays = await names(`SELECT i.indexrelid::regclass::text AS name FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE c.relnamespace = 'public'::regnamespace AND (i.indisunique OR i.indisprimary)
      AND c.relname <> ALL ('{${Object.keys(GLOBAL_TABLES).join(',')}}') AND a.attname IS DISTINCT FROM 'brand_id'`);
  expect(strays).toEqual([]);
});

it('gives every table a primary key', async () => {
  const keyed =
    await names(`SELECT DISTINCT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND i.indisprimary ORDER BY 1`);
  expect(keyed).toEqual(tables);
});

it('lets no row point across brands: foreign keys between them begin with the brand on both ends', async () => {
  const strays =
    await names(`SELECT format('%s.%s', f.conrelid::regclass, f.conname) AS name FROM pg_constraint f
    JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
    WHERE f.contype = 'f' AND t.relnamespace = 'public'::regnamespace
      AND r.relname <> ALL ('{${Object.keys(GLOBAL_TABLES).join(',')}}')
      AND (a.attname <> 'brand_id' OR b.attname <> 'brand_id')`);
  expect(strays).toEqual([]);
});

it('leaves no column to the clock of the database', async () => {
  const defaults =
    await names(`SELECT format('%s.%s', d.adrelid::regclass, a.attname) AS name FROM pg_attrdef d
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    JOIN pg_class c ON c.oid = d.adrelid
    WHERE c.relnamespace = 'public'::regnamespace
      AND pg_get_expr(d.adbin, d.adrelid) ~* '(now|timestamp|current_(date|time)|localtime)' ORDER BY 1`);
  expect(defaults).toEqual([]);
});

it('uses text with checks, no enum types', async () => {
  expect(await names(`SELECT typname AS name FROM pg_type WHERE typtype = 'e'`)).toEqual([]);
});

it('gives the application a role that owns nothing, bypasses nothing and is nobody else', async () => {
  const roles = await database.query(
    `SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles
     WHERE rolname LIKE 'causerie\\_%' ORDER BY 1`,
  );
  const plain = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false };
  expect(roles).toEqual([
    { rolname: 'causerie_app', ...plain, rolcanlogin: true },
    { rolname: 'causerie_lookup', ...plain, rolbypassrls: true, rolcanlogin: false },
    { rolname: 'causerie_owner', ...plain, rolcanlogin: true },
  ]);
  expect(
    await names(`SELECT relname AS name FROM pg_class WHERE relowner = 'causerie_app'::regrole
      UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'causerie_app'::regrole
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'causerie_app'::regrole
      UNION ALL SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'causerie_app'::regrole`),
  ).toEqual([]);
});

/** What the application's role may do with tables beyond the rows of its brands; all of it is listed. */
const RIGHTS_BEYOND_BRANDS: Record<string, string> = {
  account_mails: 'SELECT,INSERT,UPDATE,DELETE',
  accounts: 'SELECT,INSERT,UPDATE,DELETE',
  brands: 'SELECT,INSERT,UPDATE,DELETE',
  memberships: 'SELECT,INSERT,UPDATE,DELETE',
  nodes: 'SELECT,INSERT,UPDATE,DELETE',
  sessions: 'SELECT,INSERT,UPDATE,DELETE',
  password_resets: 'SELECT,INSERT,UPDATE,DELETE',
  sign_in_codes: 'SELECT,INSERT,UPDATE,DELETE',
  authenticator_apps: 'SELECT,INSERT,UPDATE,DELETE',
  recovery_codes: 'SELECT,INSERT,UPDATE,DELETE',
  brand_invitations: 'SELECT,INSERT,UPDATE',
  sign_ups: 'SELECT,INSERT,UPDATE,DELETE',
  verifications: 'SELECT,INSERT,UPDATE,DELETE',
  passkeys: 'SELECT,INSERT,UPDATE,DELETE',
  used_passkey_challenges: 'SELECT,INSERT,UPDATE,DELETE',
  migrations: '',
  operators: 'SELECT,INSERT',
  operator_links: 'SELECT,INSERT,DELETE',
  operator_acts: 'SELECT,INSERT',
};

it('lets the application change nothing of what operators did, and nothing of the steps of the schema', async () => {
  const rights = await database.query<{ name: string; rights: string }>(
    `SELECT t.name, coalesce(string_agg(p.right, ',' ORDER BY p.no)
         FILTER (WHERE has_table_privilege('causerie_app', t.name, p.right)), '') AS rights
     FROM unnest($1::text[]) t(name)
     CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) WITH ORDINALITY p("right", no)
     GROUP BY t.name`,
    [Object.keys(GLOBAL_TABLES)],
  );
  expect(Object.fromEntries(rights.map((row) => [row.name, row.rights]))).toEqual(RIGHTS_BEYOND_BRANDS);
});

it('gives the application no more than rows of the tables of brands', async () => {
  const strays = await names(`SELECT c.relname AS name FROM pg_class c
    CROSS JOIN unnest('{TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS "right"
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND has_table_privilege('causerie_app', c.oid, "right")`);
  expect(strays).toEqual([]);
});

it('lets the application create nothing', async () => {
  const [may] =
    await database.query(`SELECT has_schema_privilege('causerie_app', 'public', 'CREATE') AS public,
    has_schema_privilege('causerie_app', current_schema(), 'CREATE') AS functions,
    has_database_privilege('causerie_app', current_database(), 'CREATE') AS database`);
  expect(may).toEqual({ public: false, functions: false, database: false });
});

it('owns every table by the role that migrates, and no view hides a policy', async () => {
  expect(
    await names(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p', 'v', 'm') AND relowner <> 'causerie_owner'::regrole`),
  ).toEqual([]);
  expect(
    await names(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND (relkind = 'm' OR (relkind = 'v' AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'))`),
  ).toEqual([]);
});

const IS_OURS = `pronamespace IN ('public'::regnamespace, current_schema()::regnamespace)`;

it('runs with other rights only what the look-up role owns, on a fixed path, for the application alone', async () => {
  const strays = await names(`SELECT proname AS name FROM pg_proc
    WHERE ${IS_OURS} AND prosecdef AND (
      proowner <> 'causerie_lookup'::regrole
      OR NOT EXISTS (SELECT FROM unnest(proconfig) setting WHERE setting LIKE 'search\\_path=%')
      OR has_function_privilege('public', oid, 'EXECUTE'))`);
  expect(strays).toEqual([]);
  expect(
    await names(`SELECT proname AS name FROM pg_proc
      WHERE ${IS_OURS} AND proowner = 'causerie_lookup'::regrole AND NOT prosecdef`),
  ).toEqual([]);
});

async function names(sql: string): Promise<string[]> {
  return (await database.query<{ name: string }>(sql)).map(({ name }) => name);
}
