import { ReopenBrand, SuspendBrand } from '../../src/brands/index.js';
import { Clock, newId, type OperatorActor } from '../../src/kernel/index.js';
import { Pump } from '../../src/platform/index.js';
import { startInboundWorld, type InboundWorld } from './world.js';

let world: InboundWorld;
let operator: OperatorActor;

beforeAll(async () => {
  world = await startInboundWorld();
  operator = { kind: 'operator', brandId: world.brandId, id: null, accountId: newId(), locale: 'en' };
});

afterAll(() => world?.close());

it('a mail to a suspended brand is taken and lies unread, for weeks, and enters once it is reopened', async () => {
  const talk = await world.talk();
  await world.get(SuspendBrand).run(operator, { reason: 'Unpaid' });
  await world.replies(talk, 'Is the lamp still there?');
  world.get(Clock).shift(21 * 24 * 3_600_000);
  for (let turn = 0; turn < 2; turn += 1) {
    world.get(Pump).turn();
    await world.get(Pump).idle();
  }
  expect(await world.mails(talk)).toMatchObject([{ state: 'received', reason: null }]);
  expect(await world.entries(talk)).toEqual([]);
  await world.get(ReopenBrand).run(operator, { reason: 'Paid' });
  world.get(Pump).turn();
  await world.become(talk, 'entered');
  world.get(Clock).release();
  expect(await world.messages(talk)).toEqual(['Is the lamp still there?']);
});
