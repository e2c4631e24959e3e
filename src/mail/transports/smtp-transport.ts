import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock, type Handover } from '../../kernel/index.js';
import { Config } from '../../platform/index.js';
import type { BounceAddress } from '../bounce-address.js';
import { judgeFailure, type SmtpFailure } from '../domain/smtp-failure.js';
import { MailTransport, type AccountLetter, type Letter, type Mail } from './mail-transport.js';

const CONNECT_MS = 8_000;
const SILENCE_MS = 20_000;
/** A server that does not answer is left alone for this long, so that an outage costs next to nothing. */
const REST_MS = 15_000;

/** Hands mails over by SMTP, on a few connections that stay open. */
@Injectable()
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  private readonly logger = new Logger('Smtp');
  private readonly smtp: Transporter;
  private restsUntil = 0;
  /** Why the server was left alone last. */
  private reason: string | null = null;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly bounces: BounceAddress,
  ) {
    super();
    this.smtp = createTransport({
      url: config.smtpUrl,
      pool: true,
      maxConnections: 4,
      // What may have been taken is tried again by us, who know of it.
      maxRequeues: 0,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override hand({ brandId, notificationId, ...letter }: Mail): Promise<Handover> {
    return this.bring(letter, this.bounces.make({ brandId, notificationId }));
  }

  override handOfAccount({ mailId: _, ...letter }: AccountLetter): Promise<Handover> {
    return this.bring(letter, null);
  }

  /** After the outbox has brought what was underway. */
  onApplicationShutdown(): void {
    this.smtp.close();
  }

  private async bring(letter: Letter, returnPath: string | null): Promise<Handover> {
    if (this.clock.now().getTime() < this.restsUntil) return { result: 'delayed', reason: this.reason };
    try {
      const { messageId, replyTo, inReplyTo, references, ...rest } = letter;
      await this.smtp.sendMail({
        ...rest,
        messageId: `<${messageId}>`,
        replyTo: replyTo ?? undefined,
        envelope: returnPath ? { from: returnPath, to: rest.to } : undefined,
        inReplyTo: inReplyTo ? `<${inReplyTo}>` : undefined,
        references: references.map((id) => `<${id}>`),
      });
      return { result: 'sent' };
    } catch (error) {
      return this.whatHappened(error as SmtpFailure);
    }
  }

  private whatHappened(failure: SmtpFailure): Handover {
    const verdict = judgeFailure(failure);
    if (verdict.about === 'mail') return { result: 'refused', code: verdict.number };
    const { why, number, isServerDown } = verdict;
    this.reason = number ? `${why}:${number}` : why;
    if (isServerDown) this.restsUntil = this.clock.now().getTime() + REST_MS;
    const { code, originalCode, command } = failure;
    this.logger.warn(['a mail waits:', this.reason, code, originalCode, command].filter(Boolean).join(' '));
    return { result: 'delayed', reason: this.reason };
  }
}
