import { bearerOf, BearerGuard, OwnOrigin } from '../../src/messenger/bearer.js';
import { GuestGuard, GuestSessions } from '../../src/messenger/guest-sessions.js';
import type { VisitorLimits } from '../../src/messenger/visitor-limits.js';
import type { VisitorSessions } from '../../src/messenger/visitor-sessions.js';
import type { ClientAddresses, Config } from '../../src/platform/index.js';
import type { SiteAccess } from '../../src/sites/index.js';
import type { GuestTokens, VisitorAccess } from '../../src/visitors/index.js';
import type { Request } from 'express';
import { contextOf, refusalOf } from './fakes.js';

const PAGE_VIEW = '0192f0c1-0000-7000-8000-000000000001';
const ORIGIN_REFUSED = 'forbidden origin_refused';
const UNKNOWN = 'unauthenticated visitor_unknown';

class Route {
  page(): string {
    return '';
  }
}

interface Asked {
  origin?: string;
  authorization?: string;
  query?: Record<string, unknown>;
}

const requestOf = ({ origin, authorization = 'Bearer token', query = {} }: Asked) => {
  const headers: Record<string, string | undefined> = { origin, authorization };
  return { get: (name: string) => headers[name], query, params: { siteKey: 'key' } } as unknown as Request;
};
const origin = new OwnOrigin({ publicUrl: 'https://chat.example/app' } as Config);
const addresses = { of: () => ({ network: '192.0.2.0' }) } as unknown as ClientAddresses;
const noLimits = (claimed: unknown[]) =>
  ({ claim: (...claim: unknown[]) => claimed.push(claim) }) as unknown as VisitorLimits;
const refusalOfCheck = (asked: Asked) =>
  refusalOf(Promise.resolve().then(() => origin.check(requestOf(asked))));

it('lets the messenger’s own document ask, and what says no origin', async () => {
  expect(await refusalOfCheck({})).toBeNull();
  expect(await refusalOfCheck({ origin: 'https://chat.example' })).toBeNull();
  for (const other of [
    'https://shop.example',
    'http://chat.example',
    'https://chat.example:8443',
    'null',
    '',
  ])
    expect(await refusalOfCheck({ origin: other })).toBe(ORIGIN_REFUSED);
});

it('takes a bearer’s token and no other', async () => {
  const refusal = (authorization: string) =>
    refusalOf(Promise.resolve().then(() => bearerOf(requestOf({ authorization }))));
  expect(bearerOf(requestOf({}))).toBe('token');
  expect(await refusal('Basic token')).toBe(UNKNOWN);
  expect(await refusal('')).toBe(UNKNOWN);
  expect(
    await refusalOf(Promise.resolve().then(() => bearerOf({ get: () => undefined } as unknown as Request))),
  ).toBe(UNKNOWN);
});

describe('a visitor’s request', () => {
  const ask = (asked: Asked) => {
    const opened: unknown[] = [];
    const claimed: unknown[] = [];
    const session = { actor: { locale: 'fr' } };
    const sessions = {
      open: (given: object) => {
        opened.push(given);
        return Promise.resolve(session);
      },
    } as unknown as VisitorSessions;
    const guard = new BearerGuard(origin, sessions, addresses, noLimits(claimed));
    const request = requestOf(asked);
    return {
      result: guard.canActivate(contextOf(request, Route, 'page')),
      request,
      opened,
      claimed,
      session,
    };
  };

  it('is counted and opened with what it shows', async () => {
    const { result, request, opened, claimed, session } = ask({
      query: { lang: 'de', pageViewId: PAGE_VIEW },
    });
    expect(await result).toBe(true);
    const shown = { siteKey: 'key', token: 'token', network: '192.0.2.0' };
    expect(claimed).toEqual([['content', shown]]);
    expect(opened).toEqual([{ ...shown, locale: 'de', pageViewId: PAGE_VIEW }]);
    expect(request).toMatchObject({ visitorSession: session, locale: 'fr' });
  });

  it('asks for a language and a page view only by what can be one', async () => {
    const { result, opened } = ask({ query: { lang: ['de'], pageViewId: 'x' } });
    await result;
    expect(opened).toEqual([
      { siteKey: 'key', token: 'token', network: '192.0.2.0', locale: undefined, pageViewId: null },
    ]);
  });

  it('opens nothing from elsewhere or without a token', async () => {
    for (const [asked, refusal] of [
      [{ origin: 'https://shop.example' }, ORIGIN_REFUSED],
      [{ authorization: 'Basic x' }, UNKNOWN],
    ] as const) {
      const { result, opened, claimed } = ask(asked);
      expect(await refusalOf(result)).toBe(refusal);
      expect([opened, claimed]).toEqual([[], []]);
    }
  });
});

describe('a guest', () => {
  const LINK = { brandId: 'b', siteId: 's', visitorId: 'browser' };
  const SITE = { brandId: 'b', id: 's', open: true, fixedLocale: null, defaultLocale: 'fr' };
  interface World {
    link?: Partial<typeof LINK> | null;
    isOpen?: boolean;
    visitor?: { blockedAt: Date | null; locale: string } | null;
  }
  const sessionsIn = ({ link = {}, isOpen = true, visitor = { blockedAt: null, locale: 'de' } }: World) =>
    new GuestSessions(
      { byKey: (key: unknown) => Promise.resolve({ ...SITE, open: isOpen, key }) } as unknown as SiteAccess,
      {
        read: (token: unknown) => (token === 'token' && link ? { ...LINK, ...link } : null),
      } as unknown as GuestTokens,
      {
        addressee: (ref: object) => {
          expect(ref).toEqual({ brandId: 'b', siteId: 's', browserId: 'browser' });
          return Promise.resolve(visitor);
        },
      } as unknown as VisitorAccess,
    );
  const opening = (world: World, token: unknown = 'token') =>
    refusalOf(sessionsIn(world).open('key', token, undefined));

  it('sees what the link is about, in the visitor’s language', async () => {
    expect(await sessionsIn({}).open('key', 'token', undefined)).toEqual({
      site: { ...SITE, key: 'key' },
      link: LINK,
      locale: 'de',
    });
    expect((await sessionsIn({}).open('key', 'token', 'en')).locale).toBe('en');
  });

  it('comes by a link of this site alone, to a visitor who is there and not blocked', async () => {
    expect(await opening({}, 'other')).toBe(UNKNOWN);
    expect(await opening({ link: null })).toBe(UNKNOWN);
    expect(await opening({ link: { brandId: 'c' } })).toBe(UNKNOWN);
    expect(await opening({ link: { siteId: 't' } })).toBe(UNKNOWN);
    expect(await opening({ visitor: null })).toBe(UNKNOWN);
    expect(await opening({ visitor: { blockedAt: new Date(), locale: 'de' } })).toBe(UNKNOWN);
    expect(await opening({ isOpen: false })).toBe('forbidden site_closed');
  });

  it('is let in from our own document, counted by where they come from', async () => {
    const ask = (asked: Asked) => {
      const claimed: unknown[] = [];
      const request = requestOf(asked);
      const guard = new GuestGuard(origin, sessionsIn({}), addresses, noLimits(claimed));
      return { result: guard.canActivate(contextOf(request, Route, 'page')), request, claimed };
    };
    const { result, request, claimed } = ask({ query: { lang: 'en' } });
    expect(await result).toBe(true);
    expect(claimed).toEqual([['content', { siteKey: 'key', token: null, network: '192.0.2.0' }]]);
    expect(request).toMatchObject({ locale: 'en', guestSession: { link: LINK } });
    const other = ask({ query: { lang: 1 } });
    await other.result;
    expect(other.request.locale).toBe('de');
    expect(await refusalOf(ask({ origin: 'https://shop.example' }).result)).toBe(ORIGIN_REFUSED);
    expect(await refusalOf(ask({ authorization: 'Basic token' }).result)).toBe(UNKNOWN);
  });
});
