import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoDatabase, DemoSlug } from './demo.js';
import type { History, KeptEntry } from './history.js';
import { memberTalker, visitorTalker, type Talker } from './talker.js';

/** Visitors of one demo brand, each with a conversation that has begun, and managers who answer in all of them. */
export interface Crowd {
  visitors: Talker[];
  members: Talker[];
  conversations: string[];
  /** So many messages from everybody at once, everywhere; resolves when every one is acknowledged. */
  write(messages: number): Promise<void>;
  /** How many messages have been acknowledged. */
  acknowledged(): number;
  /** What everybody was told, holds and shows, once they have caught up. */
  history(): Promise<History>;
  /** The same with what everybody shows at this moment, without having asked the server for anything. */
  historyAsShown(): Promise<History>;
  close(): void;
}

export interface CrowdOptions {
  database: DemoDatabase;
  slug?: DemoSlug;
  visitors: number;
  /** Where visitors connect, and where members do; two nodes are two addresses. */
  visitorUrl: string;
  memberUrl: string;
}

const MANAGERS = ['admin', 'manager'];

export async function gather(options: CrowdOptions): Promise<Crowd> {
  const { database, slug = 'fjord', visitorUrl, memberUrl } = options;
  const { id: brandId } = database.brands[slug];
  const visitors = await Promise.all(
    Array.from({ length: options.visitors }, (_, at) =>
      visitorTalker(visitorUrl, { database, slug, name: `visitor ${at + 1}` }),
    ),
  );
  const members: Talker[] = [];
  for (const role of MANAGERS) {
    const email = `${role}@${slug}.test`;
    const [{ id }] = await database.query<{ id: string }>(
      `SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1 AND a.email = $2`,
      [brandId, email],
    );
    members.push(await memberTalker(memberUrl, { email, slug, id }));
  }
  const conversations = await Promise.all(visitors.map((visitor) => visitor.start('Hello')));
  for (const visitor of visitors) {
    const [{ author_id: authorId }] = await database.query<{ author_id: string }>(
      'SELECT author_id FROM entries WHERE brand_id = $1 AND client_id = $2',
      [brandId, visitor.sent[0].clientId],
    );
    visitor.knownAs(authorId);
  }
  for (const member of members) await member.read(...conversations);

  const everybody = [...visitors, ...members];
  const acknowledged = () => everybody.flatMap(({ sent }) => sent).filter((one) => one.acknowledged).length;
  const historyAsShown = async () => ({
    sent: everybody.flatMap(({ sent }) => sent),
    kept: await keptOf(database, conversations),
    readings: everybody.flatMap((talker) => talker.readings()),
  });
  return {
    visitors,
    members,
    conversations,
    acknowledged,
    write: (messages) => writeAtOnce({ visitors, members, conversations }, messages),
    async history() {
      await Promise.all(everybody.map((talker) => talker.catchUpAll()));
      return historyAsShown();
    },
    historyAsShown,
    close: () => everybody.forEach((talker) => talker.close()),
  };
}

/** Everything of these conversations as the database keeps it. */
export async function keptOf(database: DemoDatabase, conversations: string[]): Promise<KeptEntry[]> {
  return database.query<KeptEntry>(
    `SELECT conversation_id AS "conversationId", seq, visitor_seq AS "visitorSeq", kind, side AS by, author_id AS "authorId",
       client_id AS "clientId", body
     FROM entries WHERE conversation_id = ANY ($1) ORDER BY conversation_id, seq`,
    [conversations],
  );
}

/** Two of three messages are the visitors', the rest the members', spread over all conversations. */
async function writeAtOnce(
  { visitors, members, conversations }: Pick<Crowd, 'visitors' | 'members' | 'conversations'>,
  messages: number,
): Promise<void> {
  await Promise.all(
    Array.from({ length: messages }, async (_, at) => {
      await sleep(randomInt(1_000));
      const place = at % conversations.length;
      const talker = at % 3 === 2 ? members[at % members.length] : visitors[place];
      await talker.send(conversations[place], `Message ${at + 1}`);
    }),
  );
}
