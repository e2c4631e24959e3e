import { Injectable } from '@nestjs/common';
import { Clock, notFound, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Consents } from './consents.queries.js';
import { isEmail } from './domain/profile.js';
import { VisitorSettingsChanged, type VisitorSetting } from './visitors.events.js';

export interface VisitorSettings {
  /** Null takes the address away. */
  email?: string | null;
  emailNotifications?: boolean;
  /** True hides all that was written until now; false shows everything again. */
  historyHidden?: boolean;
}

interface Row {
  id: string;
  email: string | null;
  emailNotifications: boolean;
  historyHiddenAt: Date | null;
}

/** What visitors decide for themselves in the messenger's settings. */
@Injectable()
export class ChangeVisitorSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consents: Consents,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, settings: VisitorSettings): Promise<void> {
    if (settings.email && !isEmail(settings.email)) throw new Refusal('invalid', 'email');
    await this.unitOfWork.run(actor.brandId, async () => {
      if (settings.email && (await this.consents.outstanding(actor)).length > 0)
        throw new Refusal('forbidden', 'consent_missing');
      const before = await this.present(actor);
      const after = this.apply(before, settings);
      const changed = (['email', 'emailNotifications', 'historyHiddenAt'] as const).filter(
        (name) => after[name] !== before[name],
      );
      if (changed.length > 0) await this.keep(actor, after, changed);
    });
  }

  private async present({ brandId, id }: VisitorActor): Promise<Row> {
    const [row] = await this.unitOfWork.query<Row>(
      `SELECT id, reply_email AS email, email_notifications AS "emailNotifications", history_hidden_at AS "historyHiddenAt"
       FROM visitors WHERE brand_id = $1
         AND id = (SELECT person_id FROM visitors WHERE brand_id = $1 AND id = $2)
       FOR UPDATE`,
      [brandId, id],
    );
    if (!row) throw notFound();
    return row;
  }

  private apply(before: Row, { email, emailNotifications, historyHidden }: VisitorSettings): Row {
    const hiddenAt = historyHidden ? this.clock.now() : null;
    return {
      id: before.id,
      email: email === undefined ? before.email : email || null,
      emailNotifications: emailNotifications ?? before.emailNotifications,
      historyHiddenAt: historyHidden === undefined ? before.historyHiddenAt : hiddenAt,
    };
  }

  private async keep(actor: VisitorActor, after: Row, changed: VisitorSetting[]): Promise<void> {
    const { id, email, emailNotifications, historyHiddenAt } = after;
    await this.unitOfWork.execute(
      `UPDATE visitors SET email_notifications = $4, history_hidden_at = $5,
         email = CASE WHEN $6 THEN $3 ELSE email END,
         unverified = CASE WHEN $6 THEN array_remove(unverified, 'email') ELSE unverified END
       WHERE brand_id = $1 AND id = $2`,
      [actor.brandId, id, email, emailNotifications, historyHiddenAt, changed.includes('email')],
    );
    await this.events.record(actor, VisitorSettingsChanged, {
      subjectId: id,
      data: { changed, hasEmail: email !== null, emailNotifications },
    });
  }
}
