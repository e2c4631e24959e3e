import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { Jobs } from '../platform/index.js';
import { READ_MAIL } from './receive-mail.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

/** Has a mail that waits read as when it came, within a unit of work. */
@Injectable()
export class ReadAgain {
  constructor(
    private readonly mails: ReceivedMails,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(mail: ReceivedMail, { inMs } = { inMs: 0 }): Promise<void> {
    const { brandId, id } = mail;
    await this.mails.set(mail, { state: 'received' });
    const dueAt = new Date(this.clock.now().getTime() + inMs);
    await this.jobs.schedule({ brandId, name: READ_MAIL, key: id, payload: { mailId: id }, dueAt });
  }
}
