import { Injectable } from '@nestjs/common';
import { Clock, Refusal, systemActor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { MailSenderVerified } from '../mail.events.js';
import { MailSenders } from './mail-senders.queries.js';
import type { SenderClaim } from './sender-links.js';

/** Somebody who reads what comes to the address has confirmed it: from now on the brand writes under it. */
@Injectable()
export class VerifyMailSender {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly senders: MailSenders,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run({ brandId, address }: SenderClaim): Promise<void> {
    await this.unitOfWork.run(brandId, async () => {
      const present = await this.senders.settings(brandId);
      if (present.address !== address) throw new Refusal('not_found', 'link_invalid');
      if (present.verifiedAt) return;
      await this.unitOfWork.execute(
        'UPDATE mail_senders SET verified_at = $2 WHERE brand_id = $1 AND verified_at IS NULL',
        [brandId, this.clock.now()],
      );
      await this.events.record(systemActor(brandId), MailSenderVerified, { subjectId: brandId });
    });
  }
}
