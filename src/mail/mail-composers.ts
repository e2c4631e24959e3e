import { Injectable } from '@nestjs/common';
import type { Suppressed } from '../kernel/index.js';
import type { Notification, NotificationDraft } from '../outbox/index.js';
import type { MailKind } from './mail-kinds.js';
import type { RenderedMail } from './mail-renderer.js';
import type { Mail } from './transports/mail-transport.js';

/** A mail for the outbox. */
export interface MailDraft extends Omit<NotificationDraft, 'channel'> {
  template: MailKind;
}

export function mailOf(draft: MailDraft): NotificationDraft {
  return { channel: 'email', ...draft };
}

/** A mail without what stands on the envelope of every one. */
export type ComposedMail = RenderedMail &
  Pick<Mail, 'from'> &
  Partial<Pick<Mail, 'replyTo' | 'inReplyTo' | 'references' | 'headers'>>;

export type MailComposer = (notification: Notification) => Promise<ComposedMail | Suppressed>;

/** Who makes which kind of mail. Modules above, which know what it tells, register how. */
@Injectable()
export class MailComposers {
  private readonly composers = new Map<string, MailComposer>();

  register(kind: MailKind, composer: MailComposer): void {
    this.composers.set(kind, composer);
  }

  async compose(notification: Notification): Promise<ComposedMail | Suppressed> {
    const composer = this.composers.get(notification.template);
    if (!composer) throw new Error(`nobody composes mails of the kind ${notification.template}`);
    return composer(notification);
  }
}
