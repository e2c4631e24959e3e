import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { isEmail } from './domain/profile.js';

export interface VisitorSettings {
  /** Null takes the address away. */
  email?: string | null;
  emailNotifications?: boolean;
  /** True hides all that was written until now; false shows everything again. */
  historyHidden?: boolean;
}

/** What visitors decide for themselves in the messenger's settings. */
@Injectable()
export class ChangeVisitorSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: VisitorActor,
    { email, emailNotifications, historyHidden }: VisitorSettings,
  ): Promise<void> {
    if (email && !isEmail(email)) throw invalidFields({ email: 'email' });
    const hiddenAt = historyHidden ? this.clock.now() : null;
    await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.execute(
        `UPDATE visitors SET email = CASE WHEN $3 THEN $4 ELSE email END,
           email_notifications = coalesce($5, email_notifications),
           history_hidden_at = CASE WHEN $6 THEN $7 ELSE history_hidden_at END
         WHERE brand_id = $1 AND id = (SELECT coalesce(merged_into, id) FROM visitors WHERE brand_id = $1 AND id = $2)`,
        [
          actor.brandId,
          actor.id,
          email !== undefined,
          email || null,
          emailNotifications ?? null,
          historyHidden !== undefined,
          hiddenAt,
        ],
      ),
    );
  }
}
