import { isAbsolute, join } from 'node:path';
import { withoutSlashesAtEnd } from '../kernel/index.js';
import { StartError } from './start-error.js';

/** What `npm start` itself decides on; the application's own settings are checked where they are read. */
export interface StartSettings {
  port: number;
  shopPort: number;
  publicUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  migrationDatabaseUrl: string | undefined;
  /** Whether the demo brands and their shops are wanted. */
  demo: boolean;
}

/** Reads the settings from the environment; a folder is taken from the project's root. */
export function startSettings(env: NodeJS.ProcessEnv, root: string): StartSettings {
  const port = portOf(env, 'PORT', 3000);
  const dataDir = env.DATA_DIR || '.data';
  const settings: StartSettings = {
    port,
    shopPort: portOf(env, 'DEMO_SHOP_PORT', port + 1),
    publicUrl: withoutSlashesAtEnd(env.PUBLIC_URL || `http://localhost:${port}`),
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    databaseUrl: env.DATABASE_URL || undefined,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL || undefined,
    demo: isDemo(env),
  };
  if (settings.migrationDatabaseUrl && !settings.databaseUrl)
    throw new StartError('MIGRATION_DATABASE_URL is set, but DATABASE_URL is not: set both, or none.');
  if (settings.demo && settings.shopPort === port)
    throw new StartError('PORT and DEMO_SHOP_PORT are the same: the demo shop is another site.');
  return settings;
}

function portOf(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const port = Number(env[name] || otherwise);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartError(`${name} is not a port: ${env[name]}`);
}

function isDemo(env: NodeJS.ProcessEnv): boolean {
  const demo = env.DEMO || (env.NODE_ENV === 'production' ? '0' : '1');
  if (demo === '0' || demo === '1') return demo === '1';
  throw new StartError(`DEMO is 0 or 1, not ${demo}.`);
}
