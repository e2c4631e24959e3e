import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { QueryResultRow } from 'pg';
import { siteKey } from '../../src/sites/site-key.js';
import type { EmbeddedPostgres } from '../../src/start/embedded-postgres.js';
import { SECRET_KEY } from './app.js';
import { connected, freshDatabase, templateFilledBy, type TestDatabase } from './servers/postgres.js';

/** Where the demo's sites expect their shops; `http://shop.localhost:3001` and `localhost` are allowed origins. */
export const SHOP_PORT = 3001;
export const SHOP_ORIGIN = `http://shop.localhost:${SHOP_PORT}`;

export type DemoSlug = 'maison-lumiere' | 'fjord';

/** A database of one test file with both demo brands and their past. */
export interface DemoDatabase extends TestDatabase {
  brands: Record<DemoSlug, { id: string; siteId: string; siteKey: string }>;
}

/** Whether conversations go on in it: `quiet` desks begin empty. */
export type DemoMood = 'quiet' | 'lively';

/** A copy of the seeded demo; the first file that asks in a run seeds it. */
export async function demoDatabase(mood: DemoMood = 'quiet'): Promise<DemoDatabase> {
  const database = await freshDatabase(
    await templateFilledBy(`template_of_${mood}_demo`, ({ appUrl }) => seed(appUrl, mood)),
  );
  return withBrands(database);
}

/** The demo on a server of the test's own, in the database that its launcher made. */
export async function demoDatabaseAt(
  server: Pick<EmbeddedPostgres, 'appUrl' | 'ownerUrl' | 'superuserUrl'>,
): Promise<DemoDatabase> {
  const { migrate } = await import('../../src/platform/database/migrate.js');
  await migrate(server.ownerUrl(), join(import.meta.dirname, '..', '..', 'migrations'));
  await seed(server.appUrl());
  return withBrands({
    name: 'causerie',
    appUrl: server.appUrl(),
    ownerUrl: server.ownerUrl(),
    superuserUrl: server.superuserUrl(),
    query: async <Row extends QueryResultRow>(sql: string, values: unknown[] = []) =>
      connected(server.superuserUrl(), async (client) => (await client.query<Row>(sql, values)).rows),
  });
}

async function withBrands(database: TestDatabase): Promise<DemoDatabase> {
  const rows = await database.query<{ slug: DemoSlug; id: string; site_id: string }>(
    'SELECT b.slug, b.id, s.id AS site_id FROM brands b JOIN sites s ON s.brand_id = b.id',
  );
  const brands = Object.fromEntries(
    rows.map(({ slug, id, site_id: siteId }) => [slug, { id, siteId, siteKey: siteKey(id, siteId) }]),
  );
  return { ...database, brands: brands as DemoDatabase['brands'] };
}

/** In a process of its own: who only looks at the demo from outside need not load the application. */
async function seed(databaseUrl: string, mood: DemoMood = 'quiet'): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'seed-demo.mjs'), databaseUrl, String(SHOP_PORT), mood],
    { env: { ...process.env, NODE_OPTIONS: '', SECRET_KEY } },
  );
}

/** Takes the demo's messenger onto pages at this origin too. */
export async function allowOrigin(database: TestDatabase, origin: string): Promise<void> {
  await database.query('UPDATE sites SET origins = origins || $1::text', [origin]);
}
