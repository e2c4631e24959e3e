import { chooseTargetingRule, holds } from './choose-rule.js';
import type { Condition, Situation, TargetingRule } from './conditions.js';
import { matchesPage } from './page-match.js';

const situation = (more: Partial<Situation> = {}): Situation => ({
  url: 'https://shop.example/lamps/arc?colour=brass',
  secondsOnPage: 10,
  pages: 2,
  visits: 1,
  device: 'phone',
  locale: 'fr-BE',
  country: 'be',
  cart: { value: 120, currency: 'EUR' },
  custom: { plan: 'gold', orders: 3 },
  known: false,
  isOpen: () => true,
  ...more,
});
const rule = (id: string, ...conditions: Condition[]): TargetingRule => ({
  id,
  name: id,
  conditions,
  ruleId: id,
});

describe('targeting', () => {
  it('lets the first rule answer whose conditions all hold', () => {
    const choice = chooseTargetingRule(
      [
        rule('checkout', { kind: 'url', match: 'contains', value: '/checkout' }),
        rule('lamps', { kind: 'url', match: 'starts', value: '/lamps' }, { kind: 'pages', atLeast: 2 }),
        rule('everywhere'),
      ],
      situation(),
    );
    expect(choice.chosen?.id).toBe('lamps');
    expect(choice.steps.map(({ targetingRuleId, matched }) => [targetingRuleId, matched])).toEqual([
      ['checkout', false],
      ['lamps', true],
    ]);
    expect(choice.steps[0].unmet).toMatchObject({ kind: 'url' });
  });

  it('answers nowhere without a rule that matches', () => {
    expect(chooseTargetingRule([], situation()).chosen).toBeNull();
    const known = rule('known', { kind: 'visitor', known: true });
    expect(chooseTargetingRule([known], situation()).chosen).toBeNull();
    expect(chooseTargetingRule([known], situation({ known: true })).chosen?.id).toBe('known');
  });

  it('tells when to ask again where only time on the page is missing', () => {
    const rules = [
      rule('patient', { kind: 'time_on_page', seconds: 40 }),
      rule('elsewhere', { kind: 'time_on_page', seconds: 20 }, { kind: 'visitor', known: true }),
      rule('everywhere'),
    ];
    expect(chooseTargetingRule(rules, situation())).toMatchObject({
      chosen: { id: 'everywhere' },
      changesIn: 30,
    });
    expect(chooseTargetingRule(rules, situation({ secondsOnPage: 40 })).chosen?.id).toBe('patient');
  });

  it.each<[Condition, boolean]>([
    [{ kind: 'language', anyOf: ['fr', 'en'] }, true],
    [{ kind: 'language', anyOf: ['de'] }, false],
    [{ kind: 'country', anyOf: ['BE'] }, true],
    [{ kind: 'device', anyOf: ['desktop'] }, false],
    [{ kind: 'cart', atLeast: 100, currency: 'EUR' }, true],
    [{ kind: 'cart', atLeast: 100, currency: 'USD' }, false],
    [{ kind: 'custom', name: 'plan', value: 'gold' }, true],
    [{ kind: 'custom', name: 'orders', value: '3' }, true],
    [{ kind: 'custom', name: 'toString', value: 'x' }, false],
    [{ kind: 'visits', atLeast: 2 }, false],
  ])('knows whether %j holds', (condition, expected) => {
    expect(holds(condition, situation())).toBe(expected);
  });
});

describe('a page address', () => {
  const url = 'https://Shop.example/Lamps/arc?colour=brass#top';

  it.each<['contains' | 'starts' | 'matches', string, boolean]>([
    ['contains', 'lamps', true],
    ['contains', 'shop.example/lamps', true],
    ['contains', '/lamp/', false],
    ['starts', '/lamps', true],
    ['starts', 'https://shop.example', true],
    ['starts', 'lamps', false],
    ['matches', '/lamps/*', true],
    ['matches', '/lamps/a?c*', true],
    ['matches', '/lamps', false],
    ['matches', '*colour=brass*', true],
    ['matches', '/lamps/*/deep', false],
    ['matches', '.*', false],
  ])('that %s "%s": %s', (match, value, expected) => {
    expect(matchesPage(url, match, value)).toBe(expected);
  });

  it('is judged in a moment, however hostile the pattern', () => {
    const start = process.cpuUsage().user;
    expect(matchesPage(`/${'a'.repeat(2000)}`, 'matches', `${'*a'.repeat(200)}*b`)).toBe(false);
    expect(process.cpuUsage().user - start).toBeLessThan(200_000);
  });
});

describe('a condition', () => {
  it.each<[Condition, Partial<Situation>, boolean]>([
    [{ kind: 'url', match: 'contains', value: 'null' }, { url: null }, false],
    [{ kind: 'pages', atLeast: 3 }, {}, false],
    [{ kind: 'visits', atLeast: 1 }, {}, true],
    [{ kind: 'visits', atLeast: 2 }, { visits: 3 }, true],
    [{ kind: 'device', anyOf: ['phone'] }, {}, true],
    [{ kind: 'device', anyOf: ['phone'] }, { device: null }, false],
    [{ kind: 'country', anyOf: ['FR'] }, {}, false],
    [{ kind: 'country', anyOf: ['BE'] }, { country: null }, false],
    [{ kind: 'cart', atLeast: 120, currency: 'EUR' }, {}, true],
    [{ kind: 'cart', atLeast: 121, currency: 'EUR' }, {}, false],
    [{ kind: 'cart', atLeast: 1, currency: 'EUR' }, { cart: null }, false],
    [{ kind: 'custom', name: 'plan', value: 'silver' }, {}, false],
    [{ kind: 'custom', name: 'missing', value: 'undefined' }, {}, false],
    [{ kind: 'custom', name: 'constructor', value: String(Object) }, {}, false],
  ])('%j in %j: %s', (condition, more, expected) => expect(holds(condition, situation(more))).toBe(expected));

  it('about hours is asked of whoever knows them and the time', () => {
    const ofSite: Condition = { kind: 'hours', of: 'site', spans: [] };
    const own: Condition = { kind: 'hours', spans: [{ day: 1, from: '12:00', to: '14:00' }] };
    const now = situation({ isOpen: ({ of }) => of === 'site' });
    expect([ofSite, own].map((condition) => holds(condition, now))).toEqual([true, false]);
  });

  it('that asks for time on the page is looked at again when the longest has passed', () => {
    const rules = [
      rule('slow', { kind: 'time_on_page', seconds: 30 }, { kind: 'time_on_page', seconds: 60 }),
      rule('any'),
    ];
    expect(chooseTargetingRule(rules, situation()).changesIn).toBe(50);
  });

  it('about a page is read without the spaces around it and with stars at its end', () => {
    expect(matchesPage('https://shop.example/lamps', 'contains', '  lamps ')).toBe(true);
    expect(matchesPage('https://shop.example/lamps', 'matches', '/lamps**')).toBe(true);
    expect(matchesPage('https://shop.example/lamps', 'matches', '/l*m?s*')).toBe(true);
    expect(matchesPage('https://shop.example/lamps', 'matches', '/lamps?')).toBe(false);
    expect(matchesPage('https://shop.example/lamps', 'matches', '/la*mps')).toBe(true);
  });
});
