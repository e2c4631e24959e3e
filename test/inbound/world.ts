import { Module } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { ConversationsModule } from '../../src/conversations/index.js';
import { InboundModule } from '../../src/inbound/index.js';
import { newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { ReplyAddress } from '../../src/mail/index.js';
import { VisitorsModule } from '../../src/visitors/index.js';
import { startWorld, type World } from '../conversations/world.js';
import { freePort } from '../support/servers/free-port.js';
import { until } from '../support/platform.js';

@Module({ imports: [ConversationsModule, VisitorsModule, InboundModule] })
class InboundWorldModule {}

export interface Talk {
  visitor: VisitorActor;
  email: string;
  conversationId: string;
  /** Where answers to it come to. */
  address: string;
}

export interface MailRow {
  id: string;
  state: string;
  reason: string | null;
  sender: string | null;
  sender_known: boolean | null;
  left_out: string[] | null;
}

interface EntryRow {
  kind: string;
  side: string;
  code: string | null;
  body: string | null;
  params: Record<string, string> | null;
  file_ids: string[] | null;
}

/** A brand whose visitors answer by mail. */
export interface InboundWorld extends World {
  lea: MemberActor;
  port: number;
  talk(): Promise<Talk>;
  /** Sends by SMTP as a mail server would; rejects with what ours answers. */
  send(mail: SendMailOptions): Promise<void>;
  /** A mail of this visitor that answers ours. */
  replies(talk: Talk, text: string, more?: SendMailOptions): Promise<void>;
  entries(talk: Talk): Promise<EntryRow[]>;
  messages(talk: Talk): Promise<(string | null)[]>;
  mails(talk: Talk): Promise<MailRow[]>;
  /** Until so many mails of the conversation are in that state. */
  become(talk: Talk, state: string, count?: number): Promise<MailRow[]>;
  notices(talk: Talk): Promise<string[]>;
}

export async function startInboundWorld(env: Record<string, string> = {}): Promise<InboundWorld> {
  const port = await freePort();
  const world = await startWorld(
    { PUBLIC_URL: 'http://chat.example', MAIL_LISTEN_PORT: String(port), ...env },
    InboundWorldModule,
  );
  const { database } = world;
  const lea = await world.member('Léa Martin');
  const send = async (mail: SendMailOptions) => {
    const transport = createTransport({ host: 'localhost', port, ignoreTLS: true });
    await transport.sendMail(mail);
  };
  const mails = ({ conversationId }: Talk) =>
    database.query<MailRow>('SELECT * FROM received_mails WHERE conversation_id = $1 ORDER BY id', [
      conversationId,
    ]);
  const entries = ({ conversationId }: Talk) =>
    database.query<EntryRow>('SELECT * FROM entries WHERE conversation_id = $1 ORDER BY seq', [
      conversationId,
    ]);
  return {
    ...world,
    lea,
    port,
    async talk() {
      const email = `${newId()}@example.org`;
      const visitor = await world.visitor({ name: 'Ada', locale: 'fr' });
      await database.query('UPDATE visitors SET email = $2 WHERE id = $1', [visitor.id, email]);
      const conversationId = await world.conversation(visitor, { member: lea });
      const address = world.get(ReplyAddress).make({ brandId: world.brandId, conversationId });
      return { visitor, email, conversationId, address };
    },
    send,
    replies: ({ email, address }, text, more = {}) =>
      send({ from: `Ada <${email}>`, to: address, subject: 'Re: An answer', text, ...more }),
    entries,
    messages: async (talk) =>
      (await entries(talk)).filter(({ kind }) => kind === 'message').map(({ body }) => body),
    mails,
    async become(talk, state, count = 1) {
      await until(
        async () => (await mails(talk)).filter((row) => row.state === state).length === count,
        15_000,
      );
      return mails(talk);
    },
    notices: async ({ conversationId }) => {
      const rows = await database.query<{ template: string }>(
        'SELECT template FROM notifications WHERE conversation_id = $1 ORDER BY id',
        [conversationId],
      );
      return rows.map(({ template }) => template);
    },
  };
}
