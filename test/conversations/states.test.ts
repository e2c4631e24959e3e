import { Conversation } from '../../src/conversations/conversation.entity.js';
import { COLUMNS, STATES, type ConversationState } from '../../src/conversations/domain/state.js';
import type { MemberActor } from '../../src/kernel/index.js';
import { startLoaders, type Loaders } from '../access/world.js';

type Column = keyof (typeof COLUMNS)['bot'];

const NAMES: Record<Column, string> = {
  memberId: 'member_id',
  queuedAt: 'queued_at',
  assignedTo: 'assigned_to',
  assignedUntil: 'assigned_until',
  snoozedUntil: 'snoozed_until',
  snoozedBy: 'snoozed_by',
  keepFor: 'keep_for',
  startedFrom: 'started_from',
  closedAt: 'closed_at',
  closedBy: 'closed_by',
  closeReason: 'close_reason',
};
const columns = Object.keys(NAMES) as Column[];

let world: Loaders;
let lea: MemberActor;
let id: string;

beforeAll(async () => {
  world = await startLoaders([Conversation]);
  lea = await world.member('Léa');
  id = await world.conversation(await world.visitor());
});
afterAll(() => world?.close());

/** Whether the table takes a conversation in this state that has these columns. */
async function takes(state: ConversationState, filled: ReadonlySet<Column>): Promise<boolean> {
  const value = (column: Column) => {
    if (!filled.has(column)) return 'NULL';
    if (/At$|Until$/.test(column)) return 'now()';
    return /From$|Reason$/.test(column) ? `'done'` : `'${lea.id}'`;
  };
  const set = columns.map((column) => `${NAMES[column]} = ${value(column)}`).join(', ');
  return world.database.query(`UPDATE conversations SET state = '${state}', ${set} WHERE id = $1`, [id]).then(
    () => true,
    (error: { code?: string }) => {
      if (error.code !== '23514') throw error;
      return false;
    },
  );
}

const needed = (state: ConversationState) => columns.filter((column) => COLUMNS[state][column] === 'set');

it.each(STATES)(
  'the table takes what is %s with the columns that the state has, and no others',
  async (state) => {
    const least = needed(state);
    expect(await takes(state, new Set(least))).toBe(true);
    for (const column of columns) {
      const need = COLUMNS[state][column];
      const changed = new Set(least);
      if (need === 'set') changed.delete(column);
      else changed.add(column);
      // An end of an assignment needs an assignment.
      if (column === 'assignedUntil' && need === 'may') changed.add('assignedTo');
      expect([state, column, await takes(state, changed)]).toEqual([state, column, need === 'may']);
    }
  },
);

it('an assignment that ends is an assignment to somebody', async () => {
  expect(await takes('waiting', new Set<Column>(['queuedAt', 'assignedUntil']))).toBe(false);
});
