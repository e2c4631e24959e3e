import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { isSuppressed, type Handover, type Suppressed } from '../kernel/index.js';
import { Config, tryAgain } from '../platform/index.js';
import type { AccountMail } from './account-mail.js';
import { AccountMailChannels } from './account-mail-channel.js';
import { ClaimAccountMails } from './claim-account-mails.js';
import { SettleAccountMail, type AccountMailOutcome } from './settle-account-mail.js';

const AT_ONCE = 4;
/** More than a day has room for: nobody has ever told what became of it. */
const MOST_TRIES = 30;
/** What became of a mail is written down as often as it takes, for less long than its lease. */
const SETTLING = { everyMs: 2_000, tries: 30 };

/** The way from the outbox of accounts to the provider: a few at once, beside everything else. */
@Injectable()
export class AccountPost implements OnModuleDestroy {
  private readonly logger = new Logger('AccountPost');
  private readonly underway = new Set<Promise<void>>();
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly channels: AccountMailChannels,
    private readonly claim: ClaimAccountMails,
    private readonly settle: SettleAccountMail,
    private readonly config: Config,
  ) {}

  /** Begins to send what is due, or asks whoever does so already to look once more. */
  turn(): void {
    if (this.ending.signal.aborted) return;
    this.again = true;
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.running;
    await Promise.all(this.underway);
  }

  private async work(): Promise<void> {
    while (this.again && !this.ending.signal.aborted) {
      this.again = false;
      const [kinds, most] = [this.channels.kinds(), AT_ONCE - this.underway.size];
      if (kinds.length === 0 || most <= 0) return;
      try {
        for (const mail of await this.claim.run({ kinds, most })) this.take(mail);
      } catch (error) {
        this.logger.error('mails of accounts could not be looked at', stackOf(error));
      }
    }
  }

  private take(mail: AccountMail): void {
    const way = this.bring(mail).finally(() => {
      this.underway.delete(way);
      this.turn();
    });
    this.underway.add(way);
  }

  private async bring(mail: AccountMail): Promise<void> {
    const outcome = await this.outcomeOf(mail);
    await tryAgain(() => this.isSettled(mail, outcome), { ...SETTLING, signal: this.ending.signal });
  }

  private async isSettled(mail: AccountMail, outcome: AccountMailOutcome): Promise<boolean> {
    try {
      await this.settle.run(mail, outcome);
      return true;
    } catch (error) {
      this.logger.error('a mail of an account could not be settled', stackOf(error));
      return false;
    }
  }

  private async outcomeOf(mail: AccountMail): Promise<AccountMailOutcome> {
    if (this.config.production && !this.config.smtpUrl) return { state: 'failed', reason: 'no_mail_server' };
    if (mail.tries > MOST_TRIES) return { state: 'failed', reason: 'gave_up' };
    try {
      return outcomeOf(await this.channels.send(mail));
    } catch (error) {
      this.logger.error('a mail of an account could not be made', stackOf(error));
      return { state: 'delayed', reason: null };
    }
  }
}

function outcomeOf(handover: Handover | Suppressed): AccountMailOutcome {
  if (isSuppressed(handover)) return { state: 'suppressed', reason: handover.suppressed };
  switch (handover.result) {
    case 'sent':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', reason: `refused:${handover.code}` };
    case 'delayed':
      return { state: 'delayed', reason: handover.reason };
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error);
}
