import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';

export interface DatabaseFunctions {
  /** The schema that they stand in, named by their text: another version has one of its own beside it. */
  schema: string;
  statements: string[];
}

/** Of a version that has been migrated before this one, so that its nodes go on until they are replaced. */
const VERSIONS_KEPT = 2;

/** What stands in `functions` of that folder of migrations. */
export function databaseFunctions(migrations: string): DatabaseFunctions {
  const folder = join(migrations, 'functions');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const statements = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const hash = createHash('sha256').update(statements.join('\n')).digest('hex').slice(0, 12);
  return { schema: `functions_${hash}`, statements };
}

/** As `search_path` of a connection: its version's functions, and the tables that all versions share. */
export function searchPathOf({ schema }: DatabaseFunctions): string {
  return `${schema},public`;
}

/**
 * Makes the functions of this version where they are not there yet, within a transaction of the owner, and drops those of
 * versions before the former. A function that has a path of its own takes it from here (`SET search_path FROM CURRENT`).
 */
export async function makeFunctions(
  manager: EntityManager,
  { schema, statements }: DatabaseFunctions,
): Promise<void> {
  const [known] = await manager.query<unknown[]>('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!known) {
    await manager.query(`
      CREATE SCHEMA ${schema};
      GRANT USAGE ON SCHEMA ${schema} TO causerie_app;
      GRANT USAGE, CREATE ON SCHEMA ${schema} TO causerie_lookup;
      SET LOCAL search_path = ${schema}, public, pg_temp;
      -- Functions call one another, in whatever order their files are.
      SET LOCAL check_function_bodies = off`);
    for (const sql of statements) await manager.query(sql);
  }
  await manager.query(`
    DO $$ BEGIN EXECUTE format('COMMENT ON SCHEMA ${schema} IS %L', clock_timestamp()); END $$`);
  await manager.query(DROP_OLD_VERSIONS);
}

/** Functions that stand beside the tables are older than all that have a schema. */
const DROP_OLD_VERSIONS = `
  DO $$ DECLARE old regnamespace; f regprocedure; BEGIN
    FOR old IN SELECT v.schema FROM (
        SELECT oid::regnamespace AS schema, obj_description(oid, 'pg_namespace')::timestamptz AS since FROM pg_namespace
        WHERE nspname LIKE 'functions\\_%'
        UNION ALL SELECT 'public'::regnamespace, '-infinity') v
      ORDER BY v.since DESC OFFSET ${VERSIONS_KEPT}
    LOOP
      FOR f IN SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = old AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      LOOP EXECUTE 'DROP FUNCTION ' || f; END LOOP;
      IF old <> 'public'::regnamespace THEN EXECUTE 'DROP SCHEMA ' || old; END IF;
    END LOOP;
  END $$`;
