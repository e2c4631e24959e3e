import { Injectable } from '@nestjs/common';
import { isSuppressed, type Handover, type Suppressed } from '../kernel/index.js';
import type { AccountMail, AccountMailKind } from './account-mail.js';

/** Makes mails of accounts and hands them over. It lies in a module above, which registers it. */
export interface AccountMailChannel<Message extends object> {
  /** Those that it can make; others wait for a node of another version. */
  kinds(): AccountMailKind[];
  /** Makes the mail from what holds now, with its code or link, or finds that there is no reason left to send it. */
  compose(mail: AccountMail): Promise<Message | Suppressed>;
  /** Never throws. */
  send(message: Message): Promise<Handover>;
}

@Injectable()
export class AccountMailChannels {
  private kindsOfChannel: () => AccountMailKind[] = () => [];
  private way: (mail: AccountMail) => Promise<Handover | Suppressed> = () =>
    Promise.reject(new Error('there is no channel for mails of accounts'));

  register<Message extends object>(channel: AccountMailChannel<Message>): void {
    this.kindsOfChannel = () => channel.kinds();
    this.way = async (mail) => {
      const message = await channel.compose(mail);
      return isSuppressed(message) ? message : channel.send(message);
    };
  }

  kinds(): AccountMailKind[] {
    return this.kindsOfChannel();
  }

  send(mail: AccountMail): Promise<Handover | Suppressed> {
    return this.way(mail);
  }
}
