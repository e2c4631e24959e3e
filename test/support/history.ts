/** An entry as the database keeps it, in any order. */
export interface KeptEntry {
  conversationId: string;
  seq: number;
  visitorSeq: number | null;
  kind: string;
  /** Whose it is; what bots and the system say was sent by no client. */
  by: string;
  authorId: string;
  clientId: string;
  body: string | null;
}

/** A message that a client sent, and what it was told, if anything. Times are of one clock. */
export interface Sent {
  conversationId: string;
  side: Side;
  authorId: string;
  clientId: string;
  body: string;
  sentAt: number;
  acknowledged: { seq: number; at: number } | null;
}

/** What a client shows of a conversation in the end, from top to bottom, after its pushes and catching up. */
export interface Reading {
  reader: string;
  side: Side;
  conversationId: string;
  shown: { seq: number; clientId: string }[];
}

export type Side = 'visitor' | 'member';

/** What clients were told, beside what the database and every reader hold. */
export interface History {
  sent: Sent[];
  kept: KeptEntry[];
  readings: Reading[];
}

/**
 * Everything in which the history breaks the promise that nothing is lost and nothing doubled, one sentence each;
 * empty when it holds. Use as `expect(faultsOf(history)).toEqual([])`.
 */
export function faultsOf(history: History): string[] {
  const threads = groupBy(history.kept, ({ conversationId }) => conversationId);
  return [
    ...[...threads].flatMap(([id, entries]) => numberFaults(id, entries)),
    ...doubleFaults(history.kept),
    ...acknowledgementFaults(history),
    ...orderFaults(history.sent),
    ...originFaults(history),
    ...history.readings.flatMap((reading) =>
      readingFaults(reading, threads.get(reading.conversationId) ?? []),
    ),
  ];
}

/** Per conversation and side the numbers have no gap and no double, and both sides tell the same order. */
function numberFaults(conversationId: string, entries: KeptEntry[]): string[] {
  const bySeq = [...entries].sort((a, b) => a.seq - b.seq);
  const visible = bySeq.flatMap(({ visitorSeq }) => (visitorSeq === null ? [] : [visitorSeq]));
  return [
    ...(isCount(bySeq.map(({ seq }) => seq))
      ? []
      : [`${conversationId}: the numbers have a gap or a double`]),
    ...(isCount(visible)
      ? []
      : [`${conversationId}: the visitor's numbers have a gap, a double or another order`]),
  ];
}

function doubleFaults(kept: KeptEntry[]): string[] {
  return [...groupBy(kept, ({ authorId, clientId }) => `${authorId} ${clientId}`)]
    .filter(([, entries]) => entries.length > 1)
    .map(([, [{ clientId }]]) => `message ${clientId} is kept more than once`);
}

/** Acknowledged means kept, once, under the number and with the words of the acknowledgement. */
function acknowledgementFaults({ sent, kept }: History): string[] {
  return sent.flatMap(({ conversationId, side, authorId, clientId, body, acknowledged }) => {
    if (!acknowledged) return [];
    const entry = kept.find((one) => one.authorId === authorId && one.clientId === clientId);
    if (!entry) return [`message ${clientId} was acknowledged and is lost`];
    return [
      ...(entry.conversationId === conversationId
        ? []
        : [`message ${clientId} is kept in another conversation`]),
      ...(numberFor(side, entry) === acknowledged.seq
        ? []
        : [
            `message ${clientId} was acknowledged as ${acknowledged.seq} and is kept as ${numberFor(side, entry)}`,
          ]),
      ...(entry.body === body ? [] : [`message ${clientId} is kept with other words`]),
    ];
  });
}

/** What was sent after something else had been acknowledged to the same side stands after it. */
function orderFaults(sent: Sent[]): string[] {
  return [...groupBy(sent, ({ conversationId, side }) => `${conversationId} ${side}`)].flatMap(
    ([, messages]) => {
      const told = messages
        .flatMap(({ clientId, sentAt, acknowledged }) =>
          acknowledged ? [{ clientId, sentAt, ...acknowledged }] : [],
        )
        .sort((a, b) => a.seq - b.seq);
      let earliest = Infinity;
      return told.reverse().flatMap(({ clientId, sentAt, at }) => {
        const late = earliest < sentAt;
        earliest = Math.min(earliest, at);
        return late ? [`message ${clientId} was sent after a later one had been acknowledged`] : [];
      });
    },
  );
}

/** No message is kept that nobody sent. */
function originFaults({ sent, kept }: History): string[] {
  const known = new Set(sent.map(({ authorId, clientId }) => `${authorId} ${clientId}`));
  return kept
    .filter(({ kind, by }) => kind === 'message' && (by === 'visitor' || by === 'member'))
    .filter(({ authorId, clientId }) => !known.has(`${authorId} ${clientId}`))
    .map(({ clientId }) => `message ${clientId} was sent by nobody`);
}

/** A reader shows all that is meant for their side, once, in the order of its numbers, and nothing else. */
function readingFaults({ reader, side, conversationId, shown }: Reading, entries: KeptEntry[]): string[] {
  const meant = entries
    .filter((entry) => numberFor(side, entry) !== null)
    .map((entry) => `${numberFor(side, entry)} ${entry.clientId}`);
  const seen = shown.map(({ seq, clientId }) => `${seq} ${clientId}`);
  const name = `${reader} in ${conversationId}`;
  const numbers = shown.map(({ seq }) => seq);
  return [
    ...meant.filter((entry) => !seen.includes(entry)).map((entry) => `${name}: does not show ${entry}`),
    ...seen
      .filter((entry) => !meant.includes(entry))
      .map((entry) => `${name}: shows ${entry}, which is not meant for it`),
    ...(new Set(seen).size === seen.length ? [] : [`${name}: shows an entry twice`]),
    ...(numbers.every((seq, place) => place === 0 || numbers[place - 1] <= seq)
      ? []
      : [`${name}: shows another order`]),
  ];
}

function numberFor(side: Side, { seq, visitorSeq }: KeptEntry): number | null {
  return side === 'visitor' ? visitorSeq : seq;
}

function isCount(numbers: number[]): boolean {
  return numbers.every((number, place) => number === place + 1);
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
