import { MemberSession } from '../../src/members/member-session.js';
import { Clock } from '../../src/kernel/index.js';
import type { Events, I18n, RateLimits, Statements, UnitOfWork } from '../../src/platform/index.js';
import { refusalOf } from './fakes.js';

const LEA = {
  brand_id: 'b',
  slug: 'lumiere',
  brand_name: 'Lumière',
  brand_state: 'active',
  default_locale: 'fr',
  brand_time_zone: 'Europe/Paris',
  member_id: 'lea' as string | null,
  role: 'manager',
  kind: 'staff',
  status: 'active',
  name: 'Léa',
  picture: null,
  capacity: 3,
  chosen_state: 'available',
  state: 'away',
  locale: 'en' as string | null,
  time_zone: null as string | null,
  alerts: { sound: true },
  brands: 2,
  two_step_from: null as string | null,
  has_factor: false,
};
const NOW = '2026-12-24T12:00:00.000Z';

/** Sessions in a database that has this row for the account in the brand, or none; `noted` is the brand's audit log. */
function sessionsWith(row: Partial<typeof LEA> | null, isFlood = false) {
  const asked: { name: string; sql: string; values: unknown[] }[] = [];
  const noted: unknown[] = [];
  let scope: string | null = null;
  const statements = {
    run: (name: string, sql: string, values: unknown[]) => {
      asked.push({ name, sql, values });
      if (!sql.includes('FROM membership_at($1, $2) m')) throw new Error('unknown statement');
      return Promise.resolve(
        row ? [{ member: { ...LEA, ...row }, along: sql.includes('desk_page') ? 'page' : null }] : [],
      );
    },
  } as unknown as Statements;
  const unitOfWork = {
    run: (brandId: string, work: () => Promise<void>) => {
      scope = brandId;
      return work();
    },
  } as unknown as UnitOfWork;
  const events = {
    record: (actor: object, event: { name: string }, more: object) =>
      Promise.resolve(noted.push({ scope, actor, event: event.name, ...more })),
  } as unknown as Events;
  const limits = {
    take: (_limit: object, key: string) => {
      expect(key).toBe('account');
      return isFlood ? Promise.reject(new Error('too many')) : Promise.resolve();
    },
  } as unknown as RateLimits;
  const i18n = { choose: (wishes: (string | null)[]) => wishes.find(Boolean) ?? 'en' } as unknown as I18n;
  const clock = new Clock();
  clock.freeze(new Date(NOW));
  return { sessions: new MemberSession(statements, unitOfWork, events, limits, i18n, clock), asked, noted };
}

const CALLER = { accountId: 'account', slug: 'lumiere', isProved: false, locales: ['de', 'fr'] };

describe('who a session is in a brand', () => {
  it('is its member, with what the brand is', async () => {
    const { sessions, asked, noted } = sessionsWith({});
    expect(await sessions.member(CALLER)).toEqual({
      actor: { kind: 'member', brandId: 'b', id: 'lea', accountId: 'account', role: 'manager', locale: 'en' },
      brand: {
        id: 'b',
        slug: 'lumiere',
        name: 'Lumière',
        suspended: false,
        defaultLocale: 'fr',
        timeZone: 'Europe/Paris',
      },
      name: 'Léa',
      kind: 'staff',
      picture: null,
      capacity: 3,
      chosenState: 'available',
      state: 'away',
      timeZone: 'Europe/Paris',
      alerts: { sound: true },
      brands: 2,
      twoStep: { requiredFrom: null, hasFactor: false, isProved: false },
    });
    expect(asked.map(({ values }) => values)).toEqual([['account', 'lumiere']]);
    expect(noted).toEqual([]);
  });

  it('is in their own language and zone where they chose any, else in the browser’s and the brand’s', async () => {
    const chosen = await sessionsWith({ locale: 'fr', time_zone: 'Asia/Tokyo' }).sessions.member(CALLER);
    expect([chosen.actor.locale, chosen.timeZone]).toEqual(['fr', 'Asia/Tokyo']);
    const open = await sessionsWith({ locale: null }).sessions.member(CALLER);
    expect([open.actor.locale, open.timeZone]).toEqual(['de', 'Europe/Paris']);
  });

  it('tells whether the brand is suspended', async () => {
    const { brand } = await sessionsWith({ brand_state: 'suspended' }).sessions.member(CALLER);
    expect(brand.suspended).toBe(true);
  });

  it('is read together with what the page asks for, by active members alone', async () => {
    const { sessions, asked } = sessionsWith({});
    expect(await sessions.memberWith(CALLER, 'desk_page')).toMatchObject({
      along: 'page',
      member: { name: 'Léa' },
    });
    expect((await sessions.memberWith(CALLER)).along).toBeNull();
    expect(asked[0].sql).toContain("CASE m.status WHEN 'active' THEN desk_page(m.brand_id, m.member_id) END");
    expect(asked[1].sql).toContain('NULL AS along');
    expect(asked[0].name).not.toBe(asked[1].name);
  });
});

describe('who a session is not', () => {
  it('looks like a brand that does not exist', async () => {
    const { sessions, noted } = sessionsWith(null);
    expect(await refusalOf(sessions.member(CALLER))).toBe('not_found not_found');
    expect(noted).toEqual([]);
  });

  it('stands in the log of a brand that is not theirs', async () => {
    const { sessions, noted } = sessionsWith({ member_id: null });
    expect(await refusalOf(sessions.member(CALLER))).toBe('not_found not_found');
    expect(noted).toEqual([
      {
        scope: 'b',
        actor: { kind: 'system', brandId: 'b', id: null, locale: 'en' },
        event: 'settings.foreign_access_refused',
        data: { accountId: 'account' },
      },
    ]);
  });

  it('does not fill that log', async () => {
    const { sessions, noted } = sessionsWith({ member_id: null }, true);
    expect(await refusalOf(sessions.member(CALLER))).toBe('not_found not_found');
    expect(noted).toEqual([]);
  });

  it('is told to who was suspended in it', async () => {
    expect(await refusalOf(sessionsWith({ status: 'suspended' }).sessions.member(CALLER))).toBe(
      'forbidden forbidden',
    );
  });

  it.each([
    [false, false, 'forbidden two_step_needed'],
    [false, true, 'forbidden two_step_needed'],
    [true, false, 'forbidden two_step_unproved'],
    [true, true, null],
  ])(
    'is told to who has no second factor that the brand requires, or has not shown it: %p %p',
    async (has_factor, isProved, refusal) => {
      const caller = { ...CALLER, isProved };
      const { sessions } = sessionsWith({ two_step_from: NOW, has_factor });
      expect(await refusalOf(sessions.member(caller))).toBe(refusal);
      const before = sessionsWith({ two_step_from: '2026-12-24T12:00:00.001Z', has_factor }).sessions;
      expect((await before.member(caller)).twoStep).toEqual({
        requiredFrom: new Date('2026-12-24T12:00:00.001Z'),
        hasFactor: has_factor,
        isProved,
      });
    },
  );
});
