import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives each role its password, derived from a secret that is made once and kept in `dataDir`. */
export async function postgresPasswords(dataDir: string): Promise<(role: string) => string> {
  const path = join(dataDir, 'secret');
  if (!existsSync(path))
    // The loser of two first starts reads what the winner wrote.
    await writeFile(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
      () => undefined,
    );
  const secret = await readFile(path, 'utf8');
  return (role) => createHmac('sha256', secret).update(role).digest('base64url');
}
