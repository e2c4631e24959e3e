import { Injectable } from '@nestjs/common';
import { BounceAddress, ReplyAddress } from '../../mail/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** What an address of ours stands for. */
export type MailTarget =
  | { kind: 'reply'; brandId: string; conversationId: string; notificationId: null }
  | { kind: 'bounce'; brandId: string; conversationId: string | null; notificationId: string };

/** Finds what a mail is about by the address that it came to, which nobody but us can have made. */
@Injectable()
export class MailTargets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly replies: ReplyAddress,
    private readonly bounces: BounceAddress,
  ) {}

  /** Null for every address that is none of ours, or of something that is gone. */
  async of(address: string): Promise<MailTarget | null> {
    const reply = this.replies.verify(address);
    if (reply) return (await this.exists(reply)) ? { kind: 'reply', ...reply, notificationId: null } : null;
    const bounce = this.bounces.verify(address);
    return bounce && this.bounced(bounce);
  }

  private async exists({ brandId, conversationId }: { brandId: string; conversationId: string }) {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query('SELECT FROM conversations WHERE brand_id = $1 AND id = $2', [
        brandId,
        conversationId,
      ]),
    );
    return rows.length > 0;
  }

  private async bounced({ brandId, notificationId }: { brandId: string; notificationId: string }) {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ conversationId: string | null }>(
        'SELECT conversation_id AS "conversationId" FROM notifications WHERE brand_id = $1 AND id = $2',
        [brandId, notificationId],
      ),
    );
    return row ? { kind: 'bounce' as const, brandId, notificationId, ...row } : null;
  }
}
