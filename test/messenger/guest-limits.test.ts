import { Refusal } from '../../src/kernel/index.js';
import { GuestGuard, type GuestSessions } from '../../src/messenger/guest-sessions.js';
import { OwnOrigin } from '../../src/messenger/bearer.js';
import type { VisitorLimits } from '../../src/messenger/visitor-limits.js';
import type { ClientAddresses, Config } from '../../src/platform/index.js';
import { contextOf, refusalOf } from '../rights/fakes.js';

class Guests {
  show(): string {
    return '';
  }
}

it('counts what guests ask for by their address, before anything is read', async () => {
  const counted: unknown[] = [];
  const opened: unknown[] = [];
  const sessions = { open: (...asked: unknown[]) => opened.push(asked) } as unknown as GuestSessions;
  const addresses = { of: () => ({ network: '198.51.100.7' }) } as unknown as ClientAddresses;
  const limits = {
    claim: (...claimed: unknown[]) => {
      counted.push(claimed);
      throw new Refusal('too_many', 'too_many_from_network');
    },
  } as unknown as VisitorLimits;
  const origin = new OwnOrigin({ publicUrl: 'https://chat.example' } as Config);
  const guard = new GuestGuard(origin, sessions, addresses, limits);
  const headers: Record<string, string> = { authorization: 'Bearer token' };
  const request = { params: { siteKey: 'key' }, query: {}, get: (name: string) => headers[name] };
  expect(await refusalOf(guard.canActivate(contextOf(request, Guests, 'show')))).toBe(
    'too_many too_many_from_network',
  );
  expect(counted).toEqual([['content', { siteKey: 'key', token: null, network: '198.51.100.7' }]]);
  expect(opened).toEqual([]);
});
