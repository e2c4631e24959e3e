import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { freePort } from './free-port.js';

export interface ReceivedMail {
  to: string;
  mail: Email;
  header(name: string): string | undefined;
}

/** What the server answers instead of taking a mail: for a recipient, or to what it says itself. */
export interface Refusals {
  recipients: Map<string, number | { code: number; words: string }>;
  content: number | null;
}

/** A real SMTP server that keeps what it takes. */
export class SmtpSink {
  readonly mails: ReceivedMail[] = [];
  readonly refusals: Refusals = { recipients: new Map(), content: null };
  /** Between having taken a mail and saying so. */
  beforeAnswer: () => void | Promise<void> = () => undefined;
  private server: SMTPServer | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink(await freePort());
    await sink.comeBack();
    return sink;
  }

  get url(): string {
    return `smtp://localhost:${this.port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to === address);
  }

  async comeBack(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        const code = this.refusals.recipients.get(address);
        done(code ? refusal(code) : null);
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (this.refusals.content) return done(refusal(this.refusals.content));
          void this.keep(
            session.envelope.rcptTo.map(({ address }) => address),
            Buffer.concat(parts),
          )
            .then(() => this.beforeAnswer())
            .then(() => done());
        });
      },
    });
    server.on('error', () => undefined);
    this.server = server;
    const raw = server.listen(this.port);
    await once(raw, 'listening');
    if ((raw.address() as AddressInfo).port !== this.port) throw new Error('The sink listens elsewhere.');
  }

  /** Nobody listens any more, and who was connected is cut off. */
  async leave(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    for (const connection of server.connections) connection.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private async keep(recipients: string[], content: Buffer): Promise<void> {
    const mail = await PostalMime.parse(content);
    const header = (name: string) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value;
    for (const to of recipients) this.mails.push({ to, mail, header });
  }
}

function refusal(answer: number | { code: number; words: string }): Error {
  const { code, words } = typeof answer === 'number' ? { code: answer, words: 'No' } : answer;
  return Object.assign(new Error(words), { responseCode: code });
}
