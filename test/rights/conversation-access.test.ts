import type { Actor, MemberActor, MemberRole } from '../../src/kernel/index.js';
import { ConversationAccess, type Conversation } from '../../src/conversations/conversation.access.js';
import type { UnitOfWork } from '../../src/platform/index.js';
import { refusalOf } from './fakes.js';

const ID = '0192f0c1-0000-7000-8000-000000000001';
const OTHER = '0192f0c1-0000-7000-8000-000000000002';
const member = (role: MemberRole, id = 'lea', brandId = 'b'): MemberActor => ({
  kind: 'member',
  brandId,
  id,
  accountId: 'account',
  role,
  locale: 'fr',
});
const visitor = (id: string): Actor => ({ kind: 'visitor', brandId: 'b', id, siteId: 'site', locale: 'fr' });
const SYSTEM: Actor = { kind: 'system', brandId: 'b', id: null, locale: 'en' };

interface World {
  conversation?: Partial<Conversation>;
  /** Browsers that stand for the visitor of the conversation. */
  browsers?: string[];
  /** What the database says of those whom the columns of the conversation do not name. */
  mayRead?: boolean;
}

/** The access to one conversation of the brand `b`, in a database that answers the statements it knows. */
function accessIn({ conversation = {}, browsers = [], mayRead = false }: World): ConversationAccess {
  const row = {
    id: ID,
    brandId: 'b',
    visitorId: 'ada',
    state: 'on_desk',
    memberId: 'tom',
    assignedTo: null,
    snoozedBy: null,
    ...conversation,
  };
  let scope: string | null = null;
  const unitOfWork = {
    run: async <T>(brandId: string, work: () => Promise<T>): Promise<T> => {
      scope = brandId;
      return work().finally(() => (scope = null));
    },
    manager: {
      findOneBy: async (_entity: unknown, where: { brandId: string; id: string }) => {
        if (where.id === 'no id') throw new Error('invalid input syntax for type uuid');
        return scope === row.brandId && where.brandId === row.brandId && where.id === row.id ? row : null;
      },
    },
    query: async (sql: string, values: unknown[]) => {
      if (scope !== 'b' || values[0] !== 'b') throw new Error('out of scope');
      if (sql.includes('visitor_authors'))
        return browsers.includes(String(values[1])) && values[2] === row.visitorId ? [{}] : [];
      if (sql.includes('SELECT c.id')) {
        expect(values).toEqual(['b', [ID, OTHER], 'lea']);
        return [{ id: OTHER }];
      }
      throw new Error(`unknown statement: ${sql}`);
    },
    one: async (sql: string, values: unknown[]) => {
      expect([scope, ...values]).toEqual(['b', 'b', row.id, 'lea']);
      if (sql.includes('AS may_read')) return { may_read: mayRead };
      throw new Error(`unknown statement: ${sql}`);
    },
  } as unknown as UnitOfWork;
  return new ConversationAccess(unitOfWork);
}

const reading = (actor: Actor, world: World = {}, id = ID) =>
  refusalOf(accessIn(world).conversation(actor, id));
const handling = (actor: Actor, world: World = {}) => refusalOf(accessIn(world).handled(actor, ID));

describe('a conversation', () => {
  it('that is none, or another brand’s, looks as if there were none', async () => {
    expect(await reading(member('admin'), {}, 'no id')).toBe('not_found not_found');
    expect(await reading(member('admin'), {}, OTHER)).toBe('not_found not_found');
    expect(await reading(member('admin', 'lea', 'c'))).toBe('not_found not_found');
  });

  it('is read by managers, admins and the application', async () => {
    for (const actor of [member('manager'), member('admin'), SYSTEM]) expect(await reading(actor)).toBeNull();
    expect((await accessIn({}).conversation(SYSTEM, ID)).id).toBe(ID);
  });

  it.each<[string, Partial<Conversation>]>([
    ['holds it', { memberId: 'lea' }],
    ['has it assigned', { assignedTo: 'lea' }],
    ['keeps it', { snoozedBy: 'lea' }],
  ])('is read by the agent who %s', async (_who, conversation) => {
    expect(await reading(member('agent'), { conversation })).toBeNull();
  });

  it('is read by another agent where the database says so alone', async () => {
    expect(await reading(member('agent'), { mayRead: true })).toBeNull();
    expect(await reading(member('agent'), { mayRead: false })).toBe('forbidden forbidden');
  });

  it('is read by its visitor from every browser of theirs, and looks to others as if there were none', async () => {
    expect(await reading(visitor('ada'))).toBeNull();
    expect(await reading(visitor('phone'), { browsers: ['phone'] })).toBeNull();
    expect(await reading(visitor('eve'), { browsers: ['phone'], mayRead: true })).toBe('not_found not_found');
  });

  it('is one of those that a member may read where the database says so', async () => {
    expect(await accessIn({}).readable(member('agent'), [ID, OTHER])).toEqual([OTHER]);
  });
});

describe('to handle a conversation', () => {
  it('is for its holder, for managers and for the application', async () => {
    expect(await handling(member('agent'), { conversation: { memberId: 'lea' } })).toBeNull();
    expect(await handling(member('manager'))).toBeNull();
    expect(await handling(SYSTEM)).toBeNull();
    expect((await accessIn({}).handled(SYSTEM, ID)).id).toBe(ID);
  });

  it('is not for who only reads it', async () => {
    expect(await handling(member('agent'), { conversation: { assignedTo: 'lea' } })).toBe(
      'forbidden forbidden',
    );
    expect(await handling(visitor('ada'))).toBe('forbidden forbidden');
    expect(await handling(visitor('eve'))).toBe('not_found not_found');
  });

  it('is for nobody once it is closed', async () => {
    const world = { conversation: { state: 'closed' } as const };
    for (const actor of [member('admin'), SYSTEM, visitor('ada')])
      expect(await handling(actor, world)).toBe('conflict conversation_closed');
  });
});
