import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { Refusal, systemActor } from '../../kernel/index.js';
import {
  ClientAddresses,
  Config,
  IntakePace,
  NetworkPace,
  RateLimits,
  type RateLimit,
} from '../../platform/index.js';
import { LARGEST_MAIL, MailIntake } from './mail-intake.js';
import { MailServer } from './mail-server.js';
import { MailTargets } from './mail-targets.js';
import { ReceiveMail } from '../receive-mail.js';
import { SmtpAnswer } from './smtp-answer.js';

const CONNECTIONS: RateLimit = { name: 'mail-connections', points: 300, seconds: 60 };
const MAILS: RateLimit = { name: 'mails-in', points: 30, seconds: 600 };
const SILENCE_MS = 60_000;
const LAST_WORDS_MS = 5_000;
const FIRST_WORD_MS = 10_000;
/** A server that keeps a connection for its next mail has one within seconds (Postfix: two). */
const STEP_MS = 120_000;
const MAIL_MS = 180_000;
const MOST_CONNECTIONS = 100;
/** As many as one sending server opens by its own default (Postfix). */
const MOST_OF_NETWORK = 20;
/** Of a connection, in requests: an SMTP server keeps one open for all that it has. */
const CONNECTION_COST = 2;
/** A mail costs as many requests as it has of these. */
const BYTES_OF_A_REQUEST = 100_000;
/** However large it is: what the sender's next ones wait for stays below what they wait at most. */
const MOST_COST = 60;
/** How long a connection or a mail waits for its network's turn before it is read: its sender holds it, not our memory. */
const LONGEST_WAIT_MS = 30_000;
/** So many unknown recipients, and the sender is shown the door. */
const MOST_UNKNOWN = 5;
/** An answer has one; a server that has more for us goes on with the rest later (RFC 5321, section 4.5.3.1.10). */
const MOST_RECIPIENTS = 10;

/** Where mails come in by SMTP: answers to conversations and what servers tell of our mails, nothing else. */
@Injectable()
export class MailListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('MailListener');
  private readonly intake: MailIntake;
  private readonly unknown = new WeakMap<SMTPServerSession, number>();
  private server: MailServer | undefined;

  constructor(
    private readonly config: Config,
    private readonly targets: MailTargets,
    private readonly receive: ReceiveMail,
    private readonly limits: RateLimits,
    private readonly addresses: ClientAddresses,
    private readonly pace: NetworkPace,
    intakePace: IntakePace,
  ) {
    this.intake = new MailIntake(intakePace);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { mailListenPort, process } = this.config;
    if (mailListenPort === undefined || process === 'worker') return;
    this.server = new MailServer(this.options(), {
      most: MOST_CONNECTIONS,
      mostOfNetwork: MOST_OF_NETWORK,
      firstWordMs: FIRST_WORD_MS,
      stepMs: STEP_MS,
      mailMs: MAIL_MS,
      networkOf: ({ remoteAddress }) => this.addresses.ofPeer(remoteAddress).network ?? '',
    });
    this.server.on('error', (error: Error) => this.logger.debug(`a connection failed: ${error.name}`));
    await once(this.server.listen(mailListenPort), 'listening');
  }

  /** Who is in the middle of a mail may end it. */
  async onModuleDestroy(): Promise<void> {
    const { server } = this;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  private options(): SMTPServerOptions {
    const { mailDomain, mailTls } = this.config;
    return {
      ...(mailTls && { key: readFileSync(mailTls.key), cert: readFileSync(mailTls.certificate) }),
      name: mailDomain,
      banner: 'Causerie',
      size: LARGEST_MAIL,
      rejectOversized: true,
      authOptional: true,
      disabledCommands: mailTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      maxRecipients: MOST_RECIPIENTS,
      socketTimeout: SILENCE_MS,
      closeTimeout: LAST_WORDS_MS,
      logger: false,
      onConnect: (session, done) => void this.answer(this.admit(session), done),
      onRcptTo: ({ address }, session, done) => void this.answer(this.recipient(address, session), done),
      onData: (stream, session, done) => void this.answer(this.data(stream, session), done),
    };
  }

  private async admit({ remoteAddress }: SMTPServerSession): Promise<void> {
    const { network } = this.addresses.ofPeer(remoteAddress);
    await this.limits.take(CONNECTIONS, network).catch(tooMany(421));
    await this.inTurn(network, { cost: CONNECTION_COST }, () => undefined).catch(tooMany(421));
  }

  private async recipient(address: string, session: SMTPServerSession): Promise<void> {
    const target = await this.targets.of(address);
    if (!target) throw this.nobody(session);
    if (session.envelope.rcptTo.some((named) => named.address.toLowerCase() === address.toLowerCase()))
      return;
    await this.limits
      .take(MAILS, `${target.brandId} ${target.notificationId ?? target.conversationId}`)
      .catch(tooMany(450));
  }

  private nobody(session: SMTPServerSession): Error {
    const count = (this.unknown.get(session) ?? 0) + 1;
    this.unknown.set(session, count);
    return count > MOST_UNKNOWN
      ? new SmtpAnswer(421, 'Too many unknown recipients')
      : new SmtpAnswer(550, 'No such address: only answers to our messages are taken here');
  }

  private async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const { remoteAddress } = session;
    const { network } = this.addresses.ofPeer(remoteAddress);
    const take = () =>
      this.intake.take(stream, network, async (raw) => {
        this.pace.charge(keyOf(network), Math.min(raw.length / BYTES_OF_A_REQUEST, MOST_COST));
        await this.keep(raw, session, network ?? '');
      });
    await this.inTurn(network, {}, take).catch(tooMany(451));
  }

  /** Mails of a network wait for each other, and nothing else of it for them. */
  private inTurn<T>(network: string | null, { cost = 1 }, work: () => Promise<T> | T): Promise<T> {
    return this.pace.during(keyOf(network), { cost, longest: LONGEST_WAIT_MS }, work);
  }

  private async keep(raw: Buffer, session: SMTPServerSession, network: string): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    for (const { address: recipient } of rcptTo) {
      const target = await this.targets.of(recipient);
      if (!target) continue;
      await this.receive.run(systemActor(target.brandId), {
        target,
        recipient,
        returnPath: mailFrom ? mailFrom.address : '',
        network,
        raw,
      });
    }
  }

  /** What is none of the sender's fault is to be tried again. */
  private async answer(work: Promise<void>, done: (error?: Error | null) => void): Promise<void> {
    try {
      await work;
      done();
    } catch (error) {
      if (error instanceof SmtpAnswer) return done(error);
      this.logger.error('a mail could not be taken', error instanceof Error ? error.stack : String(error));
      done(new SmtpAnswer(451, 'Not now, please try again later'));
    }
  }
}

function keyOf(network: string | null): string | null {
  return network && `mails ${network}`;
}

function tooMany(code: number): (error: unknown) => never {
  return (error) => {
    throw error instanceof Refusal ? new SmtpAnswer(code, 'Too many at once, please try again later') : error;
  };
}
