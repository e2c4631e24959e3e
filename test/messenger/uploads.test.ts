import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { BlockVisitor, CloseConversation } from '../../src/conversations/index.js';
import type { MemberActor } from '../../src/kernel/index.js';
import { OpenUploads } from '../../src/platform/index.js';
import { beginUpload } from '../support/begun-upload.js';
import { until } from '../support/platform.js';
import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

let world: MessengerWorld;
let shop: TestShop;
let manager: MemberActor;
let enter: jest.SpiedFunction<OpenUploads['enter']>;

beforeAll(async () => {
  world = await MessengerWorld.start();
  shop = await world.shop('lamps');
  await world.comeToDesk(shop.agent);
  manager = { ...shop.agent, role: 'manager' };
  enter = jest.spyOn(world.running.app.get(OpenUploads), 'enter');
});
beforeEach(() => enter.mockClear());
afterAll(() => world.close());

const get: typeof world.running.app.get = (token: never) => world.running.app.get(token);
const begin = ({ token }: TestVisitor, conversationId?: string) =>
  beginUpload(`${world.url}/w/${shop.key}/files${conversationId ? `?conversation=${conversationId}` : ''}`, {
    authorization: `Bearer ${token}`,
  });
const block = (conversationId: string) => get(BlockVisitor).run(manager, { conversationId, close: false });

async function talking(): Promise<{ visitor: TestVisitor; conversationId: string }> {
  const visitor = await world.visitor(shop);
  await visitor.accept();
  const { conversationId } = await visitor.write('Hello');
  return { visitor, conversationId: conversationId as string };
}

describe('an upload that nobody may send is refused before it is taken in', () => {
  it.each<[string, number, string, () => Promise<{ visitor: TestVisitor; conversationId?: string }>]>([
    [
      'by who has not accepted the terms',
      403,
      'consent_missing',
      async () => ({ visitor: await world.visitor(shop) }),
    ],
    [
      'by who is blocked',
      503,
      'unavailable',
      async () => {
        const talk = await talking();
        await block(talk.conversationId);
        return talk;
      },
    ],
    [
      'into a conversation that is over',
      409,
      'conversation_closed',
      async () => {
        const talk = await talking();
        await get(CloseConversation).run(manager, { conversationId: talk.conversationId });
        return talk;
      },
    ],
    [
      'into a conversation of somebody else',
      404,
      'not_found',
      async () => ({ ...(await talking()), conversationId: (await talking()).conversationId }),
    ],
    [
      'into a conversation that there is not',
      404,
      'not_found',
      async () => ({ ...(await talking()), conversationId: randomUUID() }),
    ],
  ])('%s', async (_whose, status, code, prepare) => {
    const { visitor, conversationId } = await prepare();
    expect(await begin(visitor, conversationId).answer).toEqual({ status, code });
    expect(enter.mock.calls.length).toBe(0);
  });
});

it('an upload is judged by what its sender may when it is whole', async () => {
  const { visitor, conversationId } = await talking();
  const upload = begin(visitor, conversationId);
  await until(() => enter.mock.calls.length);
  await block(conversationId);
  upload.end();
  expect(await upload.answer).toEqual({ status: 503, code: 'unavailable' });
});

it('an upload into one’s own conversation is kept', async () => {
  const { visitor, conversationId } = await talking();
  const upload = begin(visitor, conversationId);
  upload.end();
  expect(await upload.answer).toMatchObject({ status: 201 });
});
