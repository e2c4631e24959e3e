import { Config, Secrets } from '../../src/platform/index.js';

const secretsOf = (key: string) =>
  new Secrets(new Config({ DATABASE_URL: 'postgres://localhost/x', SECRET_KEY: key.repeat(40) }));
const secrets = secretsOf('a');
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-21T11:00:00Z');

test('what is sealed opens again, and never looks the same twice', () => {
  const sealed = secrets.seal('a provider’s token');
  expect(secrets.open(sealed)).toBe('a provider’s token');
  expect(secrets.seal('a provider’s token')).not.toBe(sealed);
});

test('what was changed or sealed with another key does not open', () => {
  const sealed = secrets.seal('token');
  const changed = Buffer.from(sealed, 'base64url');
  changed[changed.length - 1] ^= 1;
  expect(() => secrets.open(changed.toString('base64url'))).toThrow();
  expect(() => secretsOf('b').open(sealed)).toThrow();
});

test('a token is good for its purpose, until it expires, and only as it was made', () => {
  const token = secrets.sign('visitor', { id: 'x' }, later);
  expect(secrets.verify('visitor', token, now)).toMatchObject({ id: 'x' });
  expect(secrets.verify('visitor', token, later)).toBeNull();
  expect(secrets.verify('file', token, now)).toBeNull();
  expect(secretsOf('b').verify('visitor', token, now)).toBeNull();
  expect(secrets.verify('visitor', `${token}x`, now)).toBeNull();
});

test.each([undefined, null, 7, '', '.', 'a.b.c', 'x'.repeat(5000), {}])('%p is no token', (token) => {
  expect(secrets.verify('visitor', token, now)).toBeNull();
});
