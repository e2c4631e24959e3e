import { Module } from '@nestjs/common';
import { CloseConversation, ConversationsModule, PostMessage } from '../../src/conversations/index.js';
import { DistributionModule } from '../../src/distribution/index.js';
import { Clock, newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { NoticesModule } from '../../src/notices/index.js';
import { Pump } from '../../src/platform/index.js';
import { startWorld, startWorldOnline, type World } from '../conversations/world.js';
import { until } from '../support/platform.js';

@Module({ imports: [ConversationsModule, DistributionModule, NoticesModule] })
class MailWorldModule {}

export interface Talk {
  visitor: VisitorActor;
  conversationId: string;
}

export interface SentRow {
  id: string;
  state: string;
  reason: string | null;
  template: string;
  recipient: string;
  tries: number;
  up_to_seq: number;
  provider_id: string;
  next_try_at: Date | null;
}

/** A brand whose member talks with visitors, at a time that stands still until it is moved on. */
export interface MailWorld extends World {
  lea: MemberActor;
  /** A visitor with an address, in a conversation on Léa's desk. */
  talk(facts?: { email?: string | null; name?: string; locale?: string }): Promise<Talk>;
  answers(talk: Talk, body?: string): Promise<void>;
  asks(talk: Talk, body?: string): Promise<void>;
  closes(talk: Talk): Promise<void>;
  /** Moves the clock on, and has done what is due by then. */
  after(seconds: number): Promise<void>;
  sent(talk: Talk): Promise<SentRow[]>;
}

const START = new Date('2026-11-21T12:00:00Z');

export async function startMailWorld(env: Record<string, string> = {}): Promise<MailWorld> {
  return withMails(
    await startWorld(
      { PUBLIC_URL: 'http://chat.example', MAIL_LISTEN_PORT: '2525', ...env },
      MailWorldModule,
    ),
  );
}

/** The same in the whole application, which answers at `url`. */
export async function startMailWorldOnline(
  env: Record<string, string> = {},
): Promise<MailWorld & { url: string }> {
  return withMails(await startWorldOnline({ PUBLIC_URL: 'http://chat.example', ...env }));
}

async function withMails<W extends World>(world: W): Promise<W & MailWorld> {
  const { database, brandId } = world;
  const clock = world.get(Clock);
  clock.freeze(START);
  const lea = await world.member('Léa Martin');
  const post = (actor: MemberActor | VisitorActor, { conversationId }: Talk, body: string) =>
    world.get(PostMessage).run(actor, { conversationId, clientId: newId(), body });
  return {
    ...world,
    lea,
    async talk({ email = `${newId()}@example.org`, name = 'Ada', locale = 'fr' } = {}) {
      const visitor = await world.visitor({ name, locale });
      await database.query('UPDATE visitors SET email = $2 WHERE id = $1', [visitor.id, email]);
      return { visitor, conversationId: await world.conversation(visitor, { member: lea }) };
    },
    answers: async (talk, body = 'Yes, in brass.') => void (await post(lea, talk, body)),
    asks: async (talk, body = 'Is there a lamp?') => void (await post(talk.visitor, talk, body)),
    closes: ({ conversationId }) => world.get(CloseConversation).run(lea, { conversationId }),
    async after(seconds) {
      clock.shift(seconds * 1000);
      await quiet(world);
    },
    sent: ({ conversationId }) =>
      database.query<SentRow>('SELECT * FROM notifications WHERE conversation_id = $1 ORDER BY id', [
        conversationId,
      ]),
    close: async () => {
      clock.release();
      await world.close();
    },
  };

  async function quiet({ get }: World): Promise<void> {
    await until(async () => {
      get(Pump).turn();
      const [{ busy }] = await database.query<{ busy: boolean }>(
        `SELECT EXISTS (SELECT FROM jobs WHERE brand_id = $1 AND state = 'due' AND due_at <= $2)
           OR EXISTS (SELECT FROM events WHERE brand_id = $1 AND pending) AS busy`,
        [brandId, clock.now()],
      );
      return !busy;
    }, 15_000);
  }
}
