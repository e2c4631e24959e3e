import {
  OrderTargetingRules,
  RemoveTargetingRule,
  SaveTargetingRule,
  Targeting,
  TargetingModule,
  type Condition,
} from '../../src/targeting/index.js';
import type { VisitorActor } from '../../src/kernel/index.js';
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
