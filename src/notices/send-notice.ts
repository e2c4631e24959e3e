import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import { mailOf, type NoticeCode } from '../mail/index.js';
import { Outbox } from '../outbox/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface NoticeInput {
  template: NoticeCode;
  recipient: string;
  locale: string;
  visitorId: string;
  conversationId: string;
}

/** Answers a visitor's mail with words of ours. */
@Injectable()
export class SendNotice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: SystemActor, notice: NoticeInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, () => this.outbox.add(mailOf(notice)));
  }
}
