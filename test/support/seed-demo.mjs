// Fills a migrated database with the demo, by the built application: `node seed-demo.mjs <url> <shop port> <mood>`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/app.module.js';
import { seedDemo } from '../../dist/demo/index.js';
import { Config } from '../../dist/platform/index.js';

const [databaseUrl, shopPort, mood] = process.argv.slice(2);
const dataDir = await mkdtemp(join(tmpdir(), 'causerie-seed-'));
const config = new Config({
  NODE_ENV: 'test',
  DATABASE_URL: databaseUrl,
  DATA_DIR: dataDir,
  SECRET_KEY: process.env.SECRET_KEY,
  LOG_LEVEL: 'warn',
});
const app = await NestFactory.createApplicationContext(AppModule.for(config), { logger: false });
try {
  await seedDemo(app, { shopPort: Number(shopPort), isQuiet: mood === 'quiet' });
} finally {
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}
