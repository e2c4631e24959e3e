import { faultsOf, type History } from '../support/history.js';

/** Two messages of Anna, a private note between them, an answer by Lea; both have read everything. */
function trueHistory(): History {
  const entry = { conversationId: 'talk', kind: 'message', by: 'visitor', authorId: 'anna' };
  return {
    sent: [
      {
        conversationId: 'talk',
        side: 'visitor',
        authorId: 'anna',
        clientId: 'a1',
        body: 'Hello',
        sentAt: 0,
        acknowledged: { seq: 1, at: 1 },
      },
      {
        conversationId: 'talk',
        side: 'member',
        authorId: 'lea',
        clientId: 'n1',
        body: 'A regular',
        sentAt: 2,
        acknowledged: { seq: 2, at: 3 },
      },
      {
        conversationId: 'talk',
        side: 'visitor',
        authorId: 'anna',
        clientId: 'a2',
        body: 'Anybody?',
        sentAt: 2,
        acknowledged: null,
      },
      {
        conversationId: 'talk',
        side: 'member',
        authorId: 'lea',
        clientId: 'l1',
        body: 'Hello Anna',
        sentAt: 4,
        acknowledged: { seq: 4, at: 5 },
      },
    ],
    kept: [
      { ...entry, seq: 1, visitorSeq: 1, clientId: 'a1', body: 'Hello' },
      {
        ...entry,
        seq: 2,
        visitorSeq: null,
        kind: 'note',
        authorId: 'lea',
        clientId: 'n1',
        body: 'A regular',
      },
      { ...entry, seq: 3, visitorSeq: 2, clientId: 'a2', body: 'Anybody?' },
      { ...entry, seq: 4, visitorSeq: 3, by: 'member', authorId: 'lea', clientId: 'l1', body: 'Hello Anna' },
    ],
    readings: [
      {
        reader: 'anna',
        side: 'visitor',
        conversationId: 'talk',
        shown: [
          { seq: 1, clientId: 'a1' },
          { seq: 2, clientId: 'a2' },
          { seq: 3, clientId: 'l1' },
        ],
      },
      {
        reader: 'lea',
        side: 'member',
        conversationId: 'talk',
        shown: [
          { seq: 1, clientId: 'a1' },
          { seq: 2, clientId: 'n1' },
          { seq: 3, clientId: 'a2' },
          { seq: 4, clientId: 'l1' },
        ],
      },
    ],
  };
}

it('finds nothing wrong with a true history, also where an acknowledgement never arrived', () => {
  expect(faultsOf(trueHistory())).toEqual([]);
});

it.each<[string, (history: History) => void, RegExp]>([
  ['an acknowledged message that is gone', ({ kept }) => void kept.pop(), /l1 was acknowledged and is lost/],
  [
    'a message kept twice',
    ({ kept }) => void kept.push({ ...kept[3], seq: 5, visitorSeq: 4 }),
    /l1 is kept more than once/,
  ],
  ['a gap in the numbers', ({ kept }) => void (kept[3].seq = 5), /numbers have a gap/],
  ['a double number', ({ kept }) => void (kept[2].seq = 2), /numbers have a gap or a double/],
  [
    "a gap in the visitor's numbers",
    ({ kept }) => void (kept[3].visitorSeq = 4),
    /visitor's numbers have a gap/,
  ],
  [
    "a note among the visitor's numbers",
    ({ kept }) => void (kept[1].visitorSeq = 2),
    /visitor's numbers have a gap, a double/,
  ],
  [
    'sides that tell another order',
    ({ kept }) => void ([kept[2].visitorSeq, kept[3].visitorSeq] = [3, 2]),
    /another order/,
  ],
  ['other words', ({ kept }) => void (kept[0].body = 'Hullo'), /a1 is kept with other words/],
  [
    'another number than acknowledged',
    ({ sent }) => void (sent[3].acknowledged = { seq: 3, at: 5 }),
    /acknowledged as 3 and is kept as 4/,
  ],
  [
    'another conversation',
    ({ kept }) => void (kept[3].conversationId = 'other'),
    /kept in another conversation/,
  ],
  ['a message that nobody sent', ({ sent }) => void sent.splice(2, 1), /a2 was sent by nobody/],
  [
    'a reader who missed one',
    ({ readings }) => void readings[0].shown.pop(),
    /anna in talk: does not show 3 l1/,
  ],
  [
    'a reader who sees a note',
    ({ readings }) => void readings[0].shown.push({ seq: 4, clientId: 'n1' }),
    /shows 4 n1, which is not meant/,
  ],
  [
    'a reader who sees one twice',
    ({ readings }) => void readings[1].shown.push({ seq: 4, clientId: 'l1' }),
    /shows an entry twice/,
  ],
  [
    'a reader with another order',
    ({ readings }) => void readings[1].shown.reverse(),
    /lea in talk: shows another order/,
  ],
  [
    'an order that contradicts what was known',
    ({ sent }) => void (sent[1].sentAt = 6),
    /n1 was sent after a later one had been acknowledged/,
  ],
])('finds %s', (_name, forge, fault) => {
  const history = trueHistory();
  forge(history);
  expect(faultsOf(history)).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
});
