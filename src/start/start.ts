import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { demoAccounts, seedDemo, startDemoShop, type DemoSite } from '../demo/index.js';
import { bootstrap } from '../main.js';
import { ConfigError, migrate, projectRoot } from '../platform/index.js';
import { announce } from './announce.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { isFree } from './free-port.js';
import { keptSecretKey } from './secret-key.js';
import { StartError } from './start-error.js';
import { startSettings, type StartSettings } from './start-settings.js';

type Stop = () => Promise<void>;

interface Addresses {
  app: string;
  /** Absent where the schema is somebody else's business. */
  owner: string | undefined;
}

/** What runs, in the order in which it was started; it is stopped in the opposite one. */
const started: Stop[] = [];
let stopping: Promise<void> | undefined;

async function start(): Promise<void> {
  const root = projectRoot();
  const settings = startSettings(process.env, root);
  await refuseTakenPorts(settings);
  const database = await databaseOf(settings);
  if (database.owner) await migrate(database.owner, join(root, 'migrations'));
  if (stopping) return;

  const running = await bootstrap({
    LOG_LEVEL: 'warn',
    ...process.env,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: database.app,
    ...(settings.demo ? { DEMO_SHOP_URL: `http://localhost:${settings.shopPort}` } : {}),
    SECRET_KEY: process.env.SECRET_KEY || (await keptSecretKey(settings.dataDir)),
  });
  started.push(() => running.close());

  let sites: DemoSite[] = [];
  if (settings.demo) {
    sites = await seedDemo(running.app, { shopPort: settings.shopPort });
    const { publicUrl, shopPort: port } = settings;
    const shop = await startDemoShop({ root, port, publicUrl, sites });
    started.push(() => shop.stop());
  }
  announce(settings, sites, settings.demo ? demoAccounts() : [], performance.now() / 1000);
}

async function refuseTakenPorts({ port, shopPort, demo }: StartSettings): Promise<void> {
  if (!(await isFree(port, '::')))
    throw new StartError(`Port ${port} is taken. Stop what listens there, or set PORT.`);
  if (demo && !(await isFree(shopPort, '::')))
    throw new StartError(`Port ${shopPort} of the demo shop is taken. Set DEMO_SHOP_PORT, or DEMO=0.`);
}

async function databaseOf(settings: StartSettings): Promise<Addresses> {
  if (settings.databaseUrl) return { app: settings.databaseUrl, owner: settings.migrationDatabaseUrl };
  const postgres = await startEmbeddedPostgres({ dataDir: join(settings.dataDir, 'postgres') });
  started.push(() => postgres.stop());
  return { app: postgres.appUrl(), owner: postgres.ownerUrl() };
}

async function stop(): Promise<void> {
  stopping ??= (async () => {
    for (let one = started.pop(); one; one = started.pop())
      await one().catch((error: unknown) => console.error(error));
  })();
  await stopping;
}

const end = () => void stop().then(() => process.exit(0));
process.on('SIGTERM', end).on('SIGINT', end);
try {
  await start();
} catch (error) {
  const isExpected = error instanceof StartError || error instanceof ConfigError;
  console.error(isExpected ? `\n${error.message}\n` : error);
  await stop();
  process.exit(1);
}
