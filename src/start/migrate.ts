import { join } from 'node:path';
import { migrate, projectRoot } from '../platform/index.js';

const url = process.env.MIGRATION_DATABASE_URL;
if (!url) {
  console.error(
    'MIGRATION_DATABASE_URL is not set: the address of the database, with the role that owns it.',
  );
  process.exit(1);
}
await migrate(url, join(projectRoot(), 'migrations'));
console.log('The schema is up to date.');
