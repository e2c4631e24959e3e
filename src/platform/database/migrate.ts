import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { databaseFunctions, makeFunctions } from './functions.js';

/**
 * Brings the schema up to date with the owner's role: the procedures that migrations call, the migrations not yet run,
 * each in one transaction, then the functions of `migrations/functions`, beside those of the former version. Functions of
 * triggers belong to the migration of their table.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: await migrationsIn(folder),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
  });
  await dataSource.initialize();
  try {
    for (const sql of await filesIn(join(folder, 'procedures'))) await dataSource.query(sql.text);
    await dataSource.runMigrations();
    await dataSource.transaction((manager) => makeFunctions(manager, databaseFunctions(folder)));
  } finally {
    await dataSource.destroy();
  }
}

/** TypeORM reads a migration's time from the end of its class's name. */
async function migrationsIn(folder: string): Promise<(new () => MigrationInterface)[]> {
  const files = await filesIn(folder);
  return files.map(({ name, text }) => {
    const [, time, words] = /^(\d{14})-([a-z-]+)\.sql$/.exec(name) ?? [];
    if (!time || !words)
      throw new Error(`${name} is not named like a migration: 20261121000000-foundation.sql`);
    const titled = `${words}${Date.parse(asIso(time))}`;
    return class implements MigrationInterface {
      name = titled;

      async up(runner: QueryRunner): Promise<void> {
        await runner.query(text);
      }

      down(): Promise<void> {
        return Promise.reject(new Error('Migrations only go forward.'));
      }
    };
  });
}

function asIso(time: string): string {
  return time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
}

async function filesIn(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.sql') && name !== 'roles.sql')
    .sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}
