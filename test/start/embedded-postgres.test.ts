import { jest } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { Project } from './launcher.js';

const isRoot = process.getuid?.() === 0;
const DAEMON = 1;
const WANTED = 21_439;

jest.setTimeout(60_000);

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create(0o755);
  });

  afterEach(() => project.clear());
  afterAll(() => project.remove());

  it('starts on an empty folder, with links made where npm ran no install script', async () => {
    const { process: child, told } = await project.launch(WANTED);
    const [server] = await ask<{ server_version: string }>(told.app, 'SHOW server_version');
    expect(server.server_version).toMatch(/^18\./);
    const [locale] = await ask(
      told.app,
      'SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = current_database()',
    );
    expect(locale).toEqual({ provider: 'b', locale: 'C.UTF-8' });
    await project.stop(child);
    await expect(ask(told.app, 'SELECT 1')).rejects.toThrow();
  });

  it('gives the application a role that owns nothing and bypasses nothing', async () => {
    const { process: child, told } = await project.launch(WANTED);
    const roles = await ask(
      told.superuser,
      `SELECT rolname AS name, rolsuper AS super, rolbypassrls AS bypass, rolcanlogin AS login
         FROM pg_roles WHERE rolname LIKE 'causerie%' ORDER BY 1`,
    );
    expect(roles).toEqual([
      { name: 'causerie_app', super: false, bypass: false, login: true },
      { name: 'causerie_lookup', super: false, bypass: true, login: false },
      { name: 'causerie_owner', super: false, bypass: false, login: true },
    ]);
    await ask(told.owner, 'CREATE TABLE thing (id int)');
    await ask(told.app, 'INSERT INTO thing VALUES (1)');
    await expect(ask(told.app, 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
    await ask(
      told.owner,
      `CREATE FUNCTION things() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
       ALTER FUNCTION things() OWNER TO causerie_lookup;
       CREATE OR REPLACE FUNCTION things() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 2';`,
    );
    await project.stop(child);
  });

  it('refuses a wrong password, also from this machine', async () => {
    const { process: child, told } = await project.launch(WANTED);
    await expect(ask(told.app.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(/password/);
    await project.stop(child);
  });

  it('takes over the server of a process that was killed', async () => {
    const first = await project.launch(WANTED);
    await ask(first.told.owner, 'CREATE TABLE kept (id int)');
    const [before] = await ask(first.told.superuser, 'SELECT pg_postmaster_start_time() AS at');
    await project.kill(first.process);

    const second = await project.launch(WANTED + 1);
    expect(second.told.port).toBe(first.told.port);
    const [after] = await ask(second.told.superuser, 'SELECT pg_postmaster_start_time() AS at');
    expect(after).toEqual(before);
    await ask(second.told.app, 'SELECT * FROM kept');
    await project.stop(second.process);
  });

  it('starts again after the server itself was killed and left its lock file', async () => {
    const first = await project.launch(WANTED);
    await ask(first.told.owner, 'CREATE TABLE kept (id int)');
    const pid = Number(
      (await readFile(join(project.dataDir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0],
    );
    await project.kill(first.process);
    process.kill(pid, 'SIGKILL');

    const second = await project.launch(WANTED);
    await ask(second.told.app, 'SELECT * FROM kept');
    await project.stop(second.process);
  });

  it('tells a second start on the same folder that one is running', async () => {
    const first = await project.launch(WANTED);
    const second = await project.launch(WANTED);
    expect(second.told.error).toMatch(/already running/);
    await ask(first.told.app, 'SELECT 1');
    await project.stop(first.process);
  });

  it('picks the next port when the wanted one is taken', async () => {
    const squatter = createServer().listen(WANTED, '127.0.0.1');
    await once(squatter, 'listening');
    const { process: child, told } = await project.launch(WANTED);
    expect(told.port).toBeGreaterThan(WANTED);
    expect(told.port).toBeLessThan(32_768);
    await ask(told.app, 'SELECT 1');
    await project.stop(child);
    squatter.close();
  });

  it('says what to set where the platform has no package', async () => {
    const packages = join(project.folder, 'node_modules');
    await rename(packages, `${packages}-away`);
    const { told } = await project.launch(WANTED);
    await rename(`${packages}-away`, packages);
    expect(told.error).toMatch(/DATABASE_URL/);
  });

  it('runs for a plain user, who cannot write where the package lies', async () => {
    await mkdir(project.dataDir, { recursive: true });
    if (isRoot) await chown(project.dataDir, DAEMON, DAEMON);
    const { process: child, told } = await project.launch(WANTED, isRoot ? DAEMON : undefined);
    await ask(told.app, 'SELECT 1');
    await project.stop(child);
  });
});

describe('the embedded database of a project below a home that only its owner can enter', () => {
  it('starts, keeps its data, and forgets them with the folder they belong to', async () => {
    const project = await Project.create(0o700);
    try {
      const first = await project.launch(WANTED);
      await ask(first.told.owner, 'CREATE TABLE kept (id int)');
      await project.kill(first.process);

      const second = await project.launch(WANTED);
      await ask(second.told.app, 'SELECT * FROM kept');
      expect(existsSync(join(project.dataDir, 'location'))).toBe(isRoot);
      await project.stop(second.process);

      if (isRoot) await rm(project.dataDir, { recursive: true });
      const third = await project.launch(WANTED);
      const [found] = await ask<{ kept: string | null }>(
        third.told.app,
        `SELECT to_regclass('kept') AS kept`,
      );
      expect(found.kept).toBe(isRoot ? null : 'kept');
      await project.stop(third.process);
    } finally {
      await project.remove();
    }
  });
});
