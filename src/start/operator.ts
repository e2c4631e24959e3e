import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Clock, Refusal } from '../kernel/index.js';
import { OperatorLinks } from '../members/index.js';
import { projectRoot, Statements } from '../platform/index.js';
import { StartError } from './start-error.js';
import { startSettings, type StartSettings } from './start-settings.js';

/** `npm run operator -- <address>`: prints a link for one use that makes an operator of whoever has the address. */
async function operator(address: string | undefined): Promise<void> {
  if (!address) throw new StartError('Whom? npm run operator -- <address>');
  const settings = startSettings(process.env, projectRoot());
  const source = new DataSource({ type: 'postgres', url: await databaseOf(settings), logging: false });
  await source.initialize().catch((error: Error) => {
    throw new StartError(`The database does not answer: ${error.message}`);
  });
  try {
    const token = await new OperatorLinks(new Statements(source), new Clock()).issue(address);
    console.log(`${settings.publicUrl}/platform/access/${token}`);
    console.error(`\nFor ${address}: good once, for 24 hours. Whoever opens it runs the platform.`);
  } finally {
    await source.destroy();
  }
}

/** Without one in the settings, the database of the application that runs here. */
async function databaseOf({ databaseUrl, dataDir }: StartSettings): Promise<string> {
  if (databaseUrl) return databaseUrl;
  const { runningPostgresUrl } = await import('./running-postgres.js');
  const url = await runningPostgresUrl(join(dataDir, 'postgres'));
  if (!url) throw new StartError('Nothing runs here: start the application first, or set DATABASE_URL.');
  return url;
}

try {
  await operator(process.argv[2]);
} catch (error) {
  const isAddress = error instanceof Refusal && error.details.fields?.email;
  if (isAddress) console.error(`That is no address: ${process.argv[2]}`);
  else console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
