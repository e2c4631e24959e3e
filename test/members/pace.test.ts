import { jest } from '@jest/globals';
import { NetworkPace } from '../../src/platform/index.js';
import { DEMO_PASSWORD } from '../../src/demo/password.js';
import { Browser } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';

const OFFICE = { 'x-forwarded-for': '198.51.100.7' };

describe('members’ pages that are asked for as fast as they are answered', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await startDemo({ TRUST_PROXY: '1', NETWORK_PACE: '15' });
  });
  afterAll(() => demo?.close());

  it('keep an address or an account waiting, and refuse it in the end; others and what watches are not', async () => {
    const member = new Browser(demo.url, OFFICE);
    await member.get('/sign-in');
    await member.request('POST', '/sign-in', {
      form: [
        ['email', 'maya@fjord.test'],
        ['password', DEMO_PASSWORD],
      ],
    });
    const status = async (path: string, headers: Record<string, string>) =>
      (await fetch(`${demo.url}${path}`, { headers, redirect: 'manual' })).status;
    expect(await status('/sign-in', OFFICE)).toBe(200);

    await demo.app.get(NetworkPace).during('198.51.100.7', { cost: 1000 }, () => undefined);
    for (const path of [
      '/sign-in',
      '/b/fjord/desk',
      '/b/nowhere/admin/rules',
      '/account',
      '/W/any.js',
      '/L/any',
    ])
      expect([path, await status(path, OFFICE)]).toEqual([path, 429]);
    const signIn = await fetch(`${demo.url}/sign-in`, { method: 'POST', headers: OFFICE, body: 'email=a' });
    expect(signIn.status).toBe(429);

    expect((await member.get('/b/fjord/desk')).status).toBe(200);
    expect(await status('/health/live', OFFICE)).toBe(200);
    expect(await status('/sign-in', { 'x-forwarded-for': '198.51.100.8' })).toBe(200);

    const [account] = await demo.database.query<{ id: string }>(
      `SELECT id FROM accounts WHERE email = 'maya@fjord.test'`,
    );
    await demo.app.get(NetworkPace).during(`account ${account?.id}`, { cost: 1000 }, () => undefined);
    const refused = await member.get('/b/fjord/desk');
    expect([refused.status, refused.text.includes('Too many requests. Try again in')]).toEqual([429, true]);
  });

  it('weighs what is posted by its length, and as the largest where that is not said', async () => {
    const enter = jest.spyOn(demo.app.get(NetworkPace), 'enter');
    const post = (body: string | ReadableStream) =>
      fetch(`${demo.url}/sign-in`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '198.51.100.9', 'content-type': 'application/x-www-form-urlencoded' },
        body,
        duplex: 'half',
      } as RequestInit);
    await post(`email=${'a'.repeat(32_762)}`);
    await post(new Blob(['email=a']).stream());
    expect(enter.mock.calls.map(([, options]) => Math.round(options?.cost ?? 0))).toEqual([7, 21]);
    enter.mockRestore();
  });
});
