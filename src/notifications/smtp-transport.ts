import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock } from '../kernel/index.js';
import { Config } from '../platform/index.js';
import type { BounceAddress } from './bounce-address.js';
import { MailTransport, type Handover, type Mail } from './mail-transport.js';

const CONNECT_MS = 8_000;
const SILENCE_MS = 20_000;
/** A server that does not answer is left alone for this long, so that an outage costs next to nothing. */
const REST_MS = 15_000;

/** What a server may say about this one mail; what it says elsewhere is about us and the connection. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);
/** For an address that nodemailer itself finds no server could be given. */
const NO_SUCH_ADDRESS = 553;

interface SmtpFailure {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** Hands mails over by SMTP, on a few connections that stay open. */
@Injectable()
export class SmtpTransport extends MailTransport implements OnModuleDestroy {
  private readonly logger = new Logger('Smtp');
  private readonly smtp: Transporter;
  private restsUntil = 0;

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

  override async hand(mail: Mail): Promise<Handover> {
    if (this.clock.now().getTime() < this.restsUntil) return { result: 'delayed' };
    try {
      const { brandId, notificationId, messageId, replyTo, inReplyTo, references, ...rest } = mail;
      const returnPath = this.bounces.make({ brandId, notificationId });
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

  onModuleDestroy(): void {
    this.smtp.close();
  }

  private whatHappened({ code = '', command = '', responseCode = 0 }: SmtpFailure): Handover {
    if (code === 'EENVELOPE' && command === 'API') return { result: 'refused', code: NO_SUCH_ADDRESS };
    if (ABOUT_THE_MAIL.has(command) && responseCode >= 500) return { result: 'refused', code: responseCode };
    if (!ABOUT_THE_MAIL.has(command)) this.restsUntil = this.clock.now().getTime() + REST_MS;
    this.logger.warn(`a mail waits: ${code} ${command} ${responseCode}`);
    return { result: 'delayed' };
  }
}
