import { Injectable } from '@nestjs/common';
import { isId, type Actor } from '../../kernel/index.js';
import { pageOf, UnitOfWork } from '../../platform/index.js';

export interface BlockedVisitor {
  id: string;
  name: string | null;
  /** Only the page has said it. */
  isNameUnverified: boolean;
  email: string | null;
  externalId: string | null;
  blockedAt: Date;
  /** Null where the member is gone, or the block is older than the note of who did it. */
  by: string | null;
  /** The newest conversation with them. */
  conversationId: string | null;
}

export interface BlockedPage {
  visitors: BlockedVisitor[];
  /** Where the next page begins, further back; null when nothing is left. */
  next: string | null;
}

const PAGE = 50;

/** Whom the brand does not answer, newest block first, a page at a time. */
@Injectable()
export class BlockedVisitors {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(actor: Actor, cursor: unknown): Promise<BlockedPage> {
    const from = readCursor(cursor);
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<BlockedVisitor>(
        `SELECT v.id, v.display_name AS name, v.is_display_name_unverified AS "isNameUnverified", v.reply_email AS email, v.external_id AS "externalId", v.blocked_at AS "blockedAt", m.name AS by,
           (SELECT c.id FROM conversations c WHERE c.brand_id = $1 AND c.visitor_id = ANY (ARRAY(
              SELECT o.id FROM visitors o WHERE o.brand_id = $1 AND o.person_id = v.id))
            ORDER BY c.started_at DESC, c.id DESC LIMIT 1) AS "conversationId"
         FROM visitors v LEFT JOIN members m ON m.brand_id = $1 AND m.id = v.blocked_by
         WHERE v.brand_id = $1 AND v.blocked_at IS NOT NULL AND v.merged_into IS NULL
           AND ($2::timestamptz IS NULL OR (v.blocked_at, v.id) < ($2, $3))
         ORDER BY v.blocked_at DESC, v.id DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, from?.at ?? null, from?.id ?? null],
      ),
    );
    const [visitors, next] = pageOf(rows, PAGE, ({ blockedAt, id }) => `${blockedAt.getTime()}.${id}`);
    return { visitors, next };
  }
}

function readCursor(cursor: unknown): { at: Date; id: string } | null {
  const [, time = '', id] = /^(\d{1,15})\.([\w-]{36})$/.exec(typeof cursor === 'string' ? cursor : '') ?? [];
  return isId(id) ? { at: new Date(Number(time)), id } : null;
}
