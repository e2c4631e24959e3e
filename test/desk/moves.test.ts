import { jest } from '@jest/globals';
import { ConversationMoved, type ConversationState } from '../../src/conversations/index.js';
import { Following } from '../../src/desk/following.js';
import { Passes } from '../../src/distribution/passes.js';
import { systemActor } from '../../src/kernel/index.js';
import { PlanAnswerNotices } from '../../src/notices/plan-answer-notices.js';
import { Events, Live, UnitOfWork } from '../../src/platform/index.js';
import { IndexConversations } from '../../src/search/index-conversations.js';
import { DeskWorld, until, type DeskBrand, type DeskMember } from './world.js';

/** A verb that nobody has heard of. */
const MADE_UP = 'marked_as_spam' as 'closed';

let world: DeskWorld;
let brand: DeskBrand;
let lea: DeskMember;
let id: string;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  lea = await brand.member('Lea');
  id = await brand.start(await brand.visitor('Anna'), 'A lamp');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => world?.close());

async function moved(to: ConversationState): Promise<Set<string>> {
  const { app } = world.running;
  const heard = new Set<string>();
  const notes =
    (name: string) =>
    (...given: unknown[]) => {
      if (JSON.stringify(given).includes(id)) heard.add(name);
      return Promise.resolve() as never;
    };
  const live = app.get(Live);
  const sends = (side: string) => (_rooms: unknown, event: string) => void heard.add(`${side} ${event}`);
  jest.spyOn(live, 'toMembers').mockImplementation(sends('members'));
  jest.spyOn(live, 'toVisitors').mockImplementation(sends('visitors'));
  jest.spyOn(live, 'tellNodes').mockImplementation((event: string) => void heard.add(event));
  jest.spyOn(app.get(Passes), 'soon').mockImplementation(() => void heard.add('pass'));
  jest.spyOn(app.get(PlanAnswerNotices), 'run').mockImplementation(notes('mails'));
  jest.spyOn(app.get(IndexConversations), 'run').mockImplementation(notes('search'));
  const data = { from: 'on_desk', to, memberBefore: lea.id, memberAfter: null, why: MADE_UP } as const;
  await app
    .get(UnitOfWork)
    .run(brand.id, () =>
      app
        .get(Events)
        .record(systemActor(brand.id), ConversationMoved, { subjectId: id, conversationId: id, data }),
    );
  await until(() => Promise.resolve(heard.has('mails') && heard.has('search') && heard.has('members board')));
  return heard;
}

it('a move that nobody has heard of is heard by everybody who has to hear of moves', async () => {
  expect([...(await moved('closed'))].sort()).toEqual([
    'desk.former_holders',
    'mails',
    'members board',
    'members conversation',
    'members lists',
    'members queues',
    'pass',
    'search',
    'visitors conversation',
    'visitors refresh',
  ]);
});

it('one after which it goes on is shown to visitors by who answers alone', async () => {
  const heard = await moved('waiting');
  expect([...heard].filter((name) => name.startsWith('visitors'))).toEqual(['visitors answerer']);
  expect(heard).toContain('pass');
});

it('who holds a conversation no more is looked at again', async () => {
  const again = jest.spyOn(world.running.app.get(Following), 'again').mockResolvedValue(undefined);
  const agent = await world.signIn(lea.email);
  await world.connect(agent.cookie(), brand.slug);
  world.running.app.get(Live).tellNodes('desk.former_holders', { brandId: brand.id, memberIds: [lea.id] });
  await until(() => Promise.resolve(again.mock.calls.length > 0));
});
