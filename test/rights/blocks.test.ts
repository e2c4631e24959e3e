import { BlockVisitor } from '../../src/conversations/block-visitor.js';
import type { CloseConversation } from '../../src/conversations/close-conversation.js';
import type { ConversationLock } from '../../src/conversations/conversation-lock.js';
import type { EntryWriter } from '../../src/conversations/entries/entry-writer.js';
import type { PersonConversations } from '../../src/conversations/person-conversations.js';
import { UnblockVisitor } from '../../src/conversations/unblock-visitor.js';
import { notFound, Refusal, type MemberRole } from '../../src/kernel/index.js';
import type { Events, UnitOfWork } from '../../src/platform/index.js';
import type { VisitorBlocks } from '../../src/visitors/index.js';
import { aMemberOf } from './fakes.js';

const LEA = { id: 'lea', name: 'Léa', picture: null };
const lea = (role: MemberRole) => aMemberOf(role).actor;

interface World {
  /** Who holds the conversation `c`. */
  holder?: string | null;
  state?: string;
  isMissing?: boolean;
  /** Whether the visitor is blocked already, and by whom. */
  isBlocked?: boolean;
  by?: { name: string } | null;
  newest?: string | null;
}

/** What is done, in its order, for a conversation `c` of a browser of the person `ada`. */
function worldOf({
  holder = 'lea',
  state = 'on_desk',
  isMissing,
  isBlocked = false,
  by,
  newest = 'c',
}: World) {
  const did: unknown[][] = [];
  let isWithin = false;
  const does =
    (name: string, answer?: unknown) =>
    async (...given: unknown[]): Promise<unknown> => {
      if (!isWithin) throw new Error(`${name} is part of one unit of work`);
      did.push([name, ...given]);
      return answer;
    };
  const unitOfWork = {
    run: async (brandId: string, work: () => Promise<void>) => {
      expect(brandId).toBe('b');
      isWithin = true;
      await work().finally(() => (isWithin = false));
    },
  } as unknown as UnitOfWork;
  const lock = {
    inAnyState: async (_actor: object, id: string) => {
      if (isMissing) throw notFound();
      return does('lock', { id, memberId: holder, state, visitorId: 'browser' })(id);
    },
  } as unknown as ConversationLock;
  const blocks = {
    of: does('person', { visitorId: 'ada', at: null, by: by === undefined ? { name: 'Tom' } : by }),
    set: does('set', !isBlocked),
    lift: does('lift', isBlocked),
  } as unknown as VisitorBlocks;
  const entries = { line: does('line') } as unknown as EntryWriter;
  const close = { run: does('close') } as unknown as CloseConversation;
  const persons = {
    newest: does('newest', newest),
    author: async () => LEA,
    showAfterCommit: does('show'),
  } as unknown as PersonConversations;
  const events = {
    record: (actor: unknown, { name }: { name: string }, facts: unknown) => does('event')(actor, name, facts),
  } as unknown as Events;
  return {
    did,
    names: () => did.map(([name]) => name),
    block: (role: MemberRole, isClosing = false) =>
      outcome(
        new BlockVisitor(unitOfWork, lock, blocks, entries, close, persons, events).run(lea(role), {
          conversationId: 'c',
          close: isClosing,
        }),
      ),
    unblock: (role: MemberRole) =>
      outcome(
        new UnblockVisitor(unitOfWork, blocks, entries, persons, events).run(lea(role), {
          visitorId: 'browser',
        }),
      ),
  };
}

async function outcome(act: Promise<void>): Promise<unknown> {
  try {
    return await act;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.kind, error.code, error.details.params];
  }
}

const FORBIDDEN = ['forbidden', 'forbidden', undefined];
const told = (closed: boolean) => [
  ['line', 'c', { code: 'blocked', by: LEA }],
  ['event', lea('agent'), 'visitor.blocked', { subjectId: 'ada', conversationId: 'c', data: { closed } }],
  ['show', lea('agent'), 'ada'],
];
const CLOSED = ['close', lea('agent'), { conversationId: 'c', reason: 'blocked' }];

describe('blocking', () => {
  it('takes hold of the conversation and blocks the person behind the browser', async () => {
    const world = worldOf({});
    expect(await world.block('agent')).toBeUndefined();
    expect(world.did).toEqual([
      ['lock', 'c'],
      ['person', 'b', 'browser'],
      ['set', lea('agent'), 'ada'],
      ...told(false),
    ]);
  });

  it('is for who holds the conversation, and for managers and admins', async () => {
    for (const holder of ['tom', null]) {
      const world = worldOf({ holder });
      expect(await world.block('agent', true)).toEqual(FORBIDDEN);
      expect(world.names()).toEqual(['lock']);
      for (const role of ['manager', 'admin'] as const)
        expect(await worldOf({ holder }).block(role)).toBeUndefined();
    }
    const missing = await worldOf({ isMissing: true }).block('admin');
    expect(missing).toEqual(['not_found', 'not_found', undefined]);
  });

  it('ends the conversation where that is asked for and it has not ended', async () => {
    const world = worldOf({});
    expect(await world.block('agent', true)).toBeUndefined();
    expect(world.did.slice(3)).toEqual([...told(true), CLOSED]);
    const ended = worldOf({ state: 'closed' });
    expect(await ended.block('agent', true)).toBeUndefined();
    expect(ended.did.slice(3)).toEqual(told(false));
  });

  it('of who is blocked already only ends the conversation, or says by whom it was done', async () => {
    const already = (name: string) => ['conflict', 'visitor_blocked_already', { name }];
    expect(await worldOf({ isBlocked: true }).block('agent')).toEqual(already('Tom'));
    expect(await worldOf({ isBlocked: true, by: null }).block('agent')).toEqual(already('–'));
    expect(await worldOf({ isBlocked: true, state: 'closed' }).block('agent', true)).toEqual(already('Tom'));
    const world = worldOf({ isBlocked: true });
    expect(await world.block('agent', true)).toBeUndefined();
    expect(world.did.slice(3)).toEqual([CLOSED]);
  });
});

describe('unblocking', () => {
  it('is for managers and admins', async () => {
    const world = worldOf({ isBlocked: true });
    expect([await world.unblock('agent'), world.did]).toEqual([FORBIDDEN, []]);
    for (const role of ['manager', 'admin'] as const)
      expect(await worldOf({ isBlocked: true }).unblock(role)).toBeUndefined();
  });

  it('lets the person in again and says so in their newest conversation', async () => {
    const world = worldOf({ isBlocked: true });
    await world.unblock('manager');
    expect(world.did).toEqual([
      ['person', 'b', 'browser'],
      ['lift', lea('manager'), 'ada'],
      ['newest', 'b', 'ada'],
      ['line', 'c', { code: 'unblocked', by: LEA }],
      ['event', lea('manager'), 'visitor.unblocked', { subjectId: 'ada', conversationId: 'c' }],
      ['show', lea('manager'), 'ada'],
    ]);
  });

  it('says so in no conversation where there is none', async () => {
    const world = worldOf({ isBlocked: true, newest: null });
    await world.unblock('admin');
    expect(world.did.slice(3)).toEqual([
      ['event', lea('admin'), 'visitor.unblocked', { subjectId: 'ada', conversationId: undefined }],
      ['show', lea('admin'), 'ada'],
    ]);
  });

  it('has nothing left to do where somebody else was quicker', async () => {
    const world = worldOf({ isBlocked: false });
    expect(await world.unblock('manager')).toBeUndefined();
    expect(world.names()).toEqual(['person', 'lift']);
  });
});
