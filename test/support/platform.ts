import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId } from '../../src/kernel/index.js';
import { Config, PlatformModule, Statements } from '../../src/platform/index.js';
import { freshDatabase, type TestDatabase } from './servers/postgres.js';

export interface TestPlatform {
  app: INestApplicationContext;
  database: TestDatabase;
  /** A new brand's id. */
  brand(): Promise<string>;
  close(): Promise<void>;
}

/** The platform alone, without HTTP, on a database of its own or on that of another node. */
export async function startPlatform(
  database?: TestDatabase,
  env: Record<string, string> = {},
): Promise<TestPlatform> {
  Logger.overrideLogger(false);
  const on = database ?? (await freshDatabase());
  const config = new Config({
    NODE_ENV: 'test',
    DATABASE_URL: on.appUrl,
    SECRET_KEY: 'k'.repeat(40),
    ...env,
  });
  const app = await NestFactory.createApplicationContext(PlatformModule.for(config), { logger: false });
  return {
    app,
    database: on,
    brand: () => insertBrand(app),
    close: () => app.close(),
  };
}

async function insertBrand(app: INestApplicationContext): Promise<string> {
  const id = newId();
  await app.get(Statements).query(
    `INSERT INTO brands (id, slug, name, default_locale, time_zone, state, created_at)
       VALUES ($1, $2, 'A brand', 'en', 'Europe/London', 'active', '2026-01-01')`,
    [id, `brand-${id.slice(-12)}`],
  );
  return id;
}

/** Waits until the answer is truthy; a test that waits longer has failed. */
export async function until<T>(ask: () => T | Promise<T>, milliseconds = 5000): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`It did not come true within ${milliseconds} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
