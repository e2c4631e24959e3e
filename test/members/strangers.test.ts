import { NetworkPace } from '../../src/platform/index.js';
import { DEMO_PASSWORD } from '../../src/demo/password.js';
import { Browser } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';

const OFFICE = { 'x-forwarded-for': '198.51.100.7' };

describe('an address that asks for members’ pages without being signed in, as fast as it can', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await startDemo({ TRUST_PROXY: '1', NETWORK_PACE: '15' });
  });
  afterAll(() => demo?.close());

  it('waits for its turn and is refused in the end; members there, others and what watches are not', async () => {
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
    for (const path of ['/sign-in', '/b/fjord/desk', '/b/nowhere/admin/rules', '/account'])
      expect([path, await status(path, OFFICE)]).toEqual([path, 429]);
    const signIn = await fetch(`${demo.url}/sign-in`, { method: 'POST', headers: OFFICE, body: 'email=a' });
    expect(signIn.status).toBe(429);

    expect((await member.get('/b/fjord/desk')).status).toBe(200);
    expect(await status('/health/live', OFFICE)).toBe(200);
    expect(await status('/sign-in', { 'x-forwarded-for': '198.51.100.8' })).toBe(200);
  });
});
