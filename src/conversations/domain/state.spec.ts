import type { MemberActor } from '../../kernel/index.js';
import {
  afterMove,
  COLUMNS,
  faultsOf,
  MOVES,
  SEEN_BY_VISITORS,
  whose,
  type Destination,
  type MoveName,
  type Whereabouts,
} from './state.js';

const NOW = new Date('2026-11-30T10:00:00Z');
const LATER = new Date('2026-11-30T13:00:00Z');
const LONG_AGO = new Date('2026-11-01T10:00:00Z');

const WAITING: Whereabouts = {
  state: 'waiting',
  memberId: null,
  groupId: 'group',
  queueId: 'queue',
  queueNo: '7',
  queuedAt: LONG_AGO,
  assignedTo: 'lea',
  assignedUntil: LATER,
  snoozedUntil: null,
  snoozedBy: null,
  keepFor: null,
  startedFrom: 'network',
  closedAt: null,
  closedBy: null,
  closeReason: null,
};
const ON_DESK: Whereabouts = {
  ...WAITING,
  state: 'on_desk',
  memberId: 'lea',
  assignedTo: null,
  assignedUntil: null,
};
const SNOOZED: Whereabouts = {
  ...ON_DESK,
  state: 'snoozed',
  memberId: null,
  snoozedUntil: LATER,
  snoozedBy: 'lea',
  keepFor: 'lea',
};

const lea = { kind: 'member', id: 'lea', role: 'agent' } as MemberActor;
const tom = { kind: 'member', id: 'tom', role: 'agent' } as MemberActor;
const maud = { kind: 'member', id: 'maud', role: 'manager' } as MemberActor;

describe('a move', () => {
  it('to the end leaves nobody holding it, and tells who ended it and why', () => {
    const destination: Destination = { why: 'closed', reason: 'blocked', closedBy: 'maud' };
    for (const before of [WAITING, ON_DESK, SNOOZED]) {
      expect(afterMove(before, destination, NOW)).toEqual({
        ...WAITING,
        state: 'closed',
        assignedTo: null,
        assignedUntil: null,
        startedFrom: null,
        closedAt: NOW,
        closedBy: 'maud',
        closeReason: 'blocked',
      });
    }
  });

  it.each([true, false])('sets it aside for the member off whose desk it goes; kept for them: %s', (keep) => {
    expect(afterMove(ON_DESK, { why: 'snoozed', until: LATER, keep }, NOW)).toEqual({
      ...SNOOZED,
      keepFor: keep ? 'lea' : null,
    });
  });

  it('into the line goes to its end, without a number until the next pass', () => {
    const to = { groupId: 'other', assignedTo: 'tom', assignedUntil: LATER };
    for (const before of [WAITING, ON_DESK, SNOOZED])
      expect(afterMove(before, { why: 'transferred', ...to }, NOW)).toEqual({
        ...WAITING,
        ...to,
        queueId: null,
        queueNo: null,
        queuedAt: NOW,
      });
  });

  it('into the line keeps its place where that is said', () => {
    const destination: Destination = {
      why: 'given_back',
      groupId: 'group',
      assignedTo: null,
      assignedUntil: null,
      keepsPlace: true,
    };
    expect(afterMove(WAITING, destination, NOW)).toEqual({
      ...WAITING,
      assignedTo: null,
      assignedUntil: null,
    });
  });

  it('ends in a state that its columns fit', () => {
    const destinations: Destination[] = [
      { why: 'closed', reason: 'done', closedBy: null },
      { why: 'snoozed', until: LATER, keep: true },
      ...(['due', 'reply', 'resumed', 'transferred', 'released', 'given_back'] as const).map((why) => ({
        why,
        groupId: null,
        assignedTo: null,
        assignedUntil: null,
      })),
    ];
    for (const destination of destinations) {
      const after = afterMove(ON_DESK, destination, NOW);
      expect([destination.why, faultsOf(after)]).toEqual([destination.why, []]);
      expect(after.state).toBe(MOVES[destination.why].to);
    }
  });

  it('out of nobody’s hands cannot be set aside', () => {
    const after = afterMove(WAITING, { why: 'snoozed', until: LATER, keep: true }, NOW);
    expect(faultsOf(after)).toEqual(['snoozedBy']);
  });

  it('is made by whom it is given to', () => {
    const able = (why: MoveName) =>
      [lea, tom, maud].filter((actor) => MOVES[why].may(actor, { memberId: 'lea', snoozedBy: 'lea' }));
    expect(Object.fromEntries(Object.keys(MOVES).map((why) => [why, able(why as MoveName)]))).toEqual({
      landed: [],
      expired: [],
      snoozed: [lea, maud],
      due: [],
      reply: [],
      resumed: [lea, maud],
      transferred: [lea, maud],
      released: [maud],
      given_back: [],
      closed: [lea, maud],
    });
  });

  it('knows where it begins', () => {
    const from = Object.entries(MOVES).map(([why, move]) => `${why}: ${move.from.join(', ')}`);
    expect(from).toEqual([
      'landed: waiting',
      'expired: waiting',
      'snoozed: on_desk',
      'due: snoozed',
      'reply: snoozed',
      'resumed: snoozed',
      'transferred: on_desk, waiting',
      'released: on_desk, waiting',
      'given_back: on_desk, waiting',
      'closed: bot, waiting, on_desk, snoozed',
    ]);
  });

  it('ends the contact in its own way', () => {
    const ends = Object.entries(MOVES).flatMap(([why, move]) => (move.ends ? [[why, move.ends]] : []));
    expect(Object.fromEntries(ends)).toEqual({
      snoozed: 'snoozed',
      transferred: 'transferred',
      released: 'released',
      given_back: 'released',
      closed: 'closed',
    });
  });
});

it('a conversation stands in the lists of who has it, for whom it waits, or who set it aside', () => {
  expect([WAITING, ON_DESK, SNOOZED, { ...WAITING, assignedTo: null }].map(whose)).toEqual([
    'lea',
    'lea',
    'lea',
    null,
  ]);
});

it.each([
  ['bot', [], ['queuedAt', 'startedFrom']],
  ['waiting', ['queuedAt'], ['assignedTo', 'assignedUntil', 'startedFrom']],
  ['on_desk', ['memberId'], ['queuedAt', 'startedFrom']],
  ['snoozed', ['snoozedUntil', 'snoozedBy'], ['keepFor', 'queuedAt', 'startedFrom']],
  ['closed', ['closedAt', 'closeReason'], ['closedBy', 'queuedAt']],
] as const)('what is %s has these columns, may have those, and no others', (state, set, may) => {
  const having = (need: string) =>
    Object.entries(COLUMNS[state])
      .filter(([, each]) => each === need)
      .map(([column]) => column)
      .sort();
  expect(having('set')).toEqual([...set].sort());
  expect(having('may')).toEqual([...may].sort());
  expect(having('empty')).toHaveLength(11 - set.length - may.length);
});

it('a place that a conversation cannot be in is told by its columns', () => {
  expect(faultsOf({ ...ON_DESK, state: 'bot' })).toEqual(['memberId']);
  expect(faultsOf({ ...WAITING, state: 'snoozed' })).toEqual([
    'assignedTo',
    'assignedUntil',
    'snoozedUntil',
    'snoozedBy',
  ]);
});

it('a visitor knows only whether it goes on', () => {
  expect(SEEN_BY_VISITORS).toEqual({
    bot: 'open',
    waiting: 'open',
    on_desk: 'open',
    snoozed: 'open',
    closed: 'closed',
  });
});

it('what only a pass or the application does, no member may', () => {
  expect(
    [MOVES.landed, MOVES.expired, MOVES.due, MOVES.reply, MOVES.given_back].map(({ may }) => may()),
  ).toEqual([false, false, false, false, false]);
});
