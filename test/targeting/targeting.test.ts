import {
  OrderTargetingRules,
  RemoveTargetingRule,
  SaveTargetingRule,
  Targeting,
  TargetingModule,
  type Condition,
} from '../../src/targeting/index.js';
import { SaveHours, type Hours, type HoursOwner } from '../../src/hours/index.js';
import { Clock, type VisitorActor } from '../../src/kernel/index.js';
import type { VisitFacts } from '../../src/visitors/index.js';
import { startWorld } from '../conversations/world.js';
import { floorOf, idOf, type Floor } from '../distribution/world.js';

let floor: Floor;
let visitor: VisitorActor;
let advice: string;
let checkout: string;
let agentId: string;

beforeAll(async () => {
  floor = floorOf(await startWorld({ DATABASE_POOL: '20' }, TargetingModule));
  const lea = await floor.atDesk('Léa', 1);
  agentId = lea.id;
  const group = await floor.group('advice', [lea]);
  advice = await floor.rule([[group, 2]]);
  checkout = await floor.rule([[group, 0]]);
  await floor.settled();
  visitor = await floor.visitor();
});
afterAll(() => floor.close());

const save = (name: string, ruleId: string, conditions: Condition[] = []) =>
  floor
    .get(SaveTargetingRule)
    .run(floor.system, { siteId: floor.siteId, name, enabled: true, conditions, ruleId });
const facts: VisitFacts = {
  visits: 1,
  pages: 1,
  startedAt: null,
  pageAt: null,
  url: null,
  title: null,
  referrer: null,
  cart: null,
  custom: {},
  known: false,
  device: null,
  locale: 'fr',
};
const answerAt = (url: string) => floor.get(Targeting).answer(visitor, { ...facts, url });

test('the first rule that matches the page answers, with the room that it has now', async () => {
  expect(await answerAt('https://shop.example/')).toMatchObject({ ruleId: null, hasCapacity: false });
  const everywhere = await save('Every page', advice);
  const paying = await save('Checkout', checkout, [{ kind: 'url', match: 'contains', value: '/checkout' }]);
  await floor
    .get(OrderTargetingRules)
    .run(floor.system, { siteId: floor.siteId, order: [paying, everywhere] });

  expect(await answerAt('https://shop.example/lamps')).toMatchObject({ ruleId: advice, hasCapacity: true });
  expect(await answerAt('https://shop.example/checkout')).toMatchObject({
    ruleId: checkout,
    hasCapacity: true,
  });

  const started = idOf(await floor.write(advice));
  await floor.settled();
  expect(await answerAt('https://shop.example/checkout')).toMatchObject({
    ruleId: checkout,
    hasCapacity: false,
  });
  expect(await answerAt('https://shop.example/lamps')).toMatchObject({ hasCapacity: true });
  await floor.end(started);
  expect(await answerAt('https://shop.example/checkout')).toMatchObject({ hasCapacity: true });

  await floor.get(RemoveTargetingRule).run(floor.system, { targetingRuleId: paying });
  expect(await answerAt('https://shop.example/checkout')).toMatchObject({ ruleId: advice });
});

test('changes are an admin’s, checked, and in the audit log', async () => {
  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  const input = { siteId: floor.siteId, name: ' ', enabled: true, conditions: [], ruleId: advice };
  const agent = await floor.member('Tom');
  expect(await refusal(floor.get(SaveTargetingRule).run(agent, { ...input, name: 'x' }))).toBe('forbidden');
  expect(await refusal(floor.get(SaveTargetingRule).run(floor.system, input))).toBe('invalid_fields');
  expect(
    await refusal(floor.get(SaveTargetingRule).run(floor.system, { ...input, name: 'x', ruleId: agentId })),
  ).toBe('not_found');
  const [{ count }] = await floor.database.query(
    `SELECT count(*)::integer FROM events WHERE brand_id = $1 AND name LIKE 'settings.targeting%'`,
    [floor.brandId],
  );
  expect(count).toBe(4);
});

test('a rule follows the opening hours of its site or of the brand, and those that it has itself', async () => {
  const clock = floor.get(Clock);
  const hours = (day: number): Hours => ({
    timeZone: 'UTC',
    weekly: [{ day, from: '09:00', to: '18:00' }],
    exceptions: [{ date: '2026-03-09', label: '', ranges: [] }],
  });
  const keep = (owner: HoursOwner, day: number | null) =>
    floor.get(SaveHours).run(floor.system, { owner, hours: day === null ? null : hours(day) });
  const site: HoursOwner = { kind: 'site', id: floor.siteId };
  const before = await floor.get(Targeting).rules(floor.system, floor.siteId);
  for (const { id } of before)
    await floor.get(RemoveTargetingRule).run(floor.system, { targetingRuleId: id });
  const answers = async (at: string) => {
    clock.freeze(new Date(at));
    const { targetingRuleId } = await answerAt('https://shop.example/');
    clock.release();
    return targetingRuleId;
  };
  const [monday, tuesday, nextMonday] = ['2026-03-02', '2026-03-03', '2026-03-09'].map(
    (day) => `${day}T12:00:00Z`,
  );

  const ofSite = await save('Site', advice, [{ kind: 'hours', of: 'site', spans: [] }]);
  const ofBrand = await save('Brand', advice, [{ kind: 'hours', of: 'brand', spans: [] }]);
  expect(await answers(monday)).toBe(ofSite);
  await keep({ kind: 'brand' }, 1);
  expect([await answers(monday), await answers(tuesday), await answers(nextMonday)]).toEqual([
    ofSite,
    null,
    null,
  ]);
  await keep(site, 2);
  expect([await answers(monday), await answers(tuesday)]).toEqual([ofBrand, ofSite]);
  const own = await save('Own', checkout, [
    { kind: 'hours', spans: [{ day: 1, from: '00:00', to: '24:00' }] },
  ]);
  expect(await answers(nextMonday)).toBe(own);

  const stored = await floor.get(Targeting).rule(floor.system, ofBrand);
  expect(stored?.conditions).toEqual([{ kind: 'hours', of: 'brand', spans: [] }]);
  const again = { siteId: floor.siteId, name: 'Site', enabled: true, ruleId: advice };
  await floor.get(SaveTargetingRule).run(floor.system, {
    targetingRuleId: ofSite,
    ...again,
    conditions: [{ kind: 'hours', of: 'site', spans: [] }],
  });
  const [row] = await floor.database.query('SELECT conditions FROM targeting_rules WHERE id = $1', [ofSite]);
  expect(row.conditions).toEqual([
    { kind: 'hours', of: 'site', spans: [{ day: 2, from: '09:00', to: '18:00' }] },
  ]);
  for (const id of [ofSite, ofBrand, own])
    await floor.get(RemoveTargetingRule).run(floor.system, { targetingRuleId: id });
  await keep(site, null);
  await keep({ kind: 'brand' }, null);
});

test('hours of nobody are refused at their field', async () => {
  const problem = await save('Nobody', advice, [{ kind: 'hours', of: 'moon' as never, spans: [] }]).catch(
    (error: { details: unknown }) => error.details,
  );
  expect(problem).toEqual({ fields: { 'hours.of': 'invalid_input' } });
});
