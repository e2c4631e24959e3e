import { jest } from '@jest/globals';
import { TellRefused } from '../../src/inbound/tell-refused.js';
import { Pump, UnitOfWork } from '../../src/platform/index.js';
import { AcceptTerms } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});
afterAll(() => world?.close());

/** Somebody at work in the conversation; what would write there waits until they are done. */
async function occupied({ conversationId }: Talk): Promise<() => Promise<void>> {
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  let isIn = false;
  const work = world.get(UnitOfWork).run(world.brandId, async () => {
    await world
      .get(UnitOfWork)
      .query('SELECT FROM conversations WHERE brand_id = $1 AND id = $2 FOR NO KEY UPDATE', [
        world.brandId,
        conversationId,
      ]);
    isIn = true;
    await left;
  });
  await until(() => isIn);
  return async () => {
    leave();
    await work;
  };
}

const isWaitingForALock = () =>
  world.database
    .query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted`)
    .then(([row]) => row.n > 0);

it('enters what its writer accepted the terms for while it was being refused', async () => {
  const talk = await world.talk();
  const terms = await world.document({ audience: 'visitors', kind: 'terms', version: 1 });
  const done = await occupied(talk);
  await world.replies(talk, 'My words');
  world.get(Pump).turn();
  await until(isWaitingForALock, 10_000);
  await world.get(AcceptTerms).run(talk.visitor, { documentIds: [terms], address: '127.0.0.1' });
  world.get(Pump).turn();
  await done();
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['My words']);
});

it('enters what its writer accepted the terms for after it was judged, and before it was refused', async () => {
  const talk = await world.talk();
  const terms = await world.document({ audience: 'visitors', kind: 'terms', version: 2 });
  let isJudged = false;
  let refuse: () => void = () => undefined;
  const accepted = new Promise<void>((resolve) => (refuse = resolve));
  const tell = world.get(TellRefused);
  const run = tell.run.bind(tell);
  const refusing = jest.spyOn(tell, 'run').mockImplementationOnce(async (...given) => {
    isJudged = true;
    await accepted;
    return run(...given);
  });
  await world.replies(talk, 'My words');
  world.get(Pump).turn();
  await until(() => isJudged, 10_000);
  await world.get(AcceptTerms).run(talk.visitor, { documentIds: [terms], address: '127.0.0.1' });
  await until(async () => {
    world.get(Pump).turn();
    const pending = await world.database.query(
      `SELECT FROM events WHERE name = 'visitor.terms_accepted' AND pending`,
    );
    return pending.length === 0;
  });
  refuse();
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['My words']);
  refusing.mockRestore();
});
