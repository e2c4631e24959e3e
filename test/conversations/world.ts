import type { Abstract, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FilesModule } from '../../src/files/index.js';
import { bootstrap } from '../../src/main.js';
import { Config, HttpModule, PlatformModule } from '../../src/platform/index.js';
import { freePort } from '../support/servers/free-port.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';
import { brandRows, type BrandRows } from './rows.js';

/** A brand in an application of its own. */
export interface World extends BrandRows {
  database: TestDatabase;
  app: INestApplicationContext;
  get<T>(type: Type<T> | Abstract<T>): T;
  /** Another brand on the same database and application. */
  neighbour(): Promise<World>;
  close(): Promise<void>;
}

export async function startWorld(
  env: Record<string, string> = {},
  module: Type = FilesModule,
): Promise<World> {
  const database = await freshDatabase();
  const config = new Config({ ...environment(database), ...env });
  const app = await NestFactory.createApplicationContext(
    { module: class WorldModule {}, imports: [PlatformModule.for(config), HttpModule, module] },
    { logger: ['error'], abortOnError: false },
  );
  return brand(database, app, () => app.close());
}

/** The same in the whole application, which answers at `url`. */
export async function startWorldOnline(env: Record<string, string> = {}): Promise<World & { url: string }> {
  const database = await freshDatabase();
  const port = String(await freePort());
  const { app, url, close } = await bootstrap({ ...environment(database), PORT: port, ...env });
  return { ...(await brand(database, app, close)), url };
}

function environment(database: TestDatabase): Record<string, string> {
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    DATABASE_URL: database.appUrl,
    SECRET_KEY: 'k'.repeat(40),
    NETWORK_PACE: '1000',
  };
}

async function brand(
  database: TestDatabase,
  app: INestApplicationContext,
  close: () => Promise<void>,
): Promise<World> {
  return {
    ...(await brandRows(database)),
    database,
    app,
    get: (type) => app.get(type, { strict: false }),
    neighbour: () => brand(database, app, close),
    close,
  };
}
