import { readFile } from 'node:fs/promises';

/** The names of the settings that a service gets, by the indentation of docker-compose.yml. */
function settingsOf(compose: string, service: string): string[] {
  const block =
    new RegExp(`^(?:  )?${service}:.*\\n((?:    .*\\n|  [a-z<].*\\n|\\n)*?)(?=^\\S|^  \\w+:$)`, 'm').exec(
      compose,
    )?.[1] ?? '';
  return [...block.matchAll(/^\s+([A-Z_]+): /gm)].map(([, name]) => name);
}

describe('docker-compose.yml', () => {
  it.each(['x-application', 'web', 'worker', 'migrate'])(
    'gives %s only settings that are read',
    async (service) => {
      const compose = await readFile('docker-compose.yml', 'utf8');
      const known = await Promise.all(
        ['src/platform/config/config.ts', 'src/start/migrate.ts'].map((file) => readFile(file, 'utf8')),
      );
      const names = settingsOf(compose, service);
      expect(names.length).toBeGreaterThan(0);
      expect(
        names.filter((name) => !known.some((source) => new RegExp(`\\b${name}\\b`).test(source))),
      ).toEqual([]);
    },
  );

  it('passes every setting on that is about mails', async () => {
    const [compose, readme] = await Promise.all(
      ['docker-compose.yml', 'README.md'].map((file) => readFile(file, 'utf8')),
    );
    const rows = [...readme.matchAll(/^\| `((?:SMTP|MAIL)_\w+)`(?: · `…_(\w+)`)?/gm)];
    const settings = rows.flatMap(([, name, last]) => [
      name,
      ...(last ? [name.replace(/[^_]+$/, last)] : []),
    ]);
    expect(settings).toEqual(
      expect.arrayContaining([
        'SMTP_URL',
        'MAIL_FROM',
        'MAIL_DOMAIN',
        'MAIL_LISTEN_PORT',
        'MAIL_TLS_KEY',
        'MAIL_TLS_CERT',
      ]),
    );
    const passed = settingsOf(compose, 'x-application');
    expect(settings.filter((name) => !passed.includes(name))).toEqual([]);
  });

  it('lets mails come in at the port of its setting', async () => {
    const compose = await readFile('docker-compose.yml', 'utf8');
    const [, ports] = /^ {2}web:\n(?: {4}.*\n)*? {4}ports:\n((?: {6}.*\n)+)/m.exec(compose) ?? [];
    expect(ports).toContain('MAIL_LISTEN_PORT');
  });

  it('gives the superuser, the owner and the application each another password', async () => {
    const compose = await readFile('docker-compose.yml', 'utf8');
    const superuser = /POSTGRES_PASSWORD: \$\{(\w+)/.exec(compose)?.[1];
    const owner = /causerie_owner:\$\{(\w+)/.exec(compose)?.[1];
    const application = /causerie_app:\$\{(\w+)/.exec(compose)?.[1];
    expect(new Set([superuser, owner, application, undefined]).size).toBe(4);
    for (const service of ['x-application', 'web', 'worker', 'migrate'])
      expect(settingsOf(compose, service)).not.toContain(superuser);
  });

  it('makes the roles that the addresses of the database name', async () => {
    const [compose, roles] = await Promise.all(
      ['docker-compose.yml', 'migrations/roles.sql'].map((file) => readFile(file, 'utf8')),
    );
    const named = [...compose.matchAll(/postgresql:\/\/(\w+):/g)].map(([, role]) => role);
    expect(named.sort()).toEqual(['causerie_app', 'causerie_owner']);
    for (const role of named) expect(roles).toContain(`CREATE ROLE ${role} LOGIN`);
  });
});
