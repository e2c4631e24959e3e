import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ChangeVisitorSettings, VisitorAccess } from '../visitors/index.js';
import type { Subscriber } from './unsubscribe-links.js';

export interface EmailSubscription extends Subscriber {
  wanted: boolean;
}

/** What a visitor says by a link in a mail: no more of these, or them again. It is their setting, as in the messenger.
 * Who wants no more of them is heard by a suspended brand too. */
@Injectable()
export class SetEmailSubscription {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: VisitorAccess,
    private readonly settings: ChangeVisitorSettings,
  ) {}

  async run({ brandId, visitorId, wanted }: EmailSubscription): Promise<void> {
    await this.unitOfWork.run(
      brandId,
      async () => {
        const { siteId, locale } = await this.visitors.visitor(systemActor(brandId), visitorId);
        await this.settings.run(
          { kind: 'visitor', brandId, id: visitorId, siteId, locale },
          { emailNotifications: wanted },
        );
      },
      { whileSuspended: !wanted },
    );
  }
}
