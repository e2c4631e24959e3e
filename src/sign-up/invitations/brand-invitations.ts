import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Secrets, Statements, UnitOfWork } from '../../platform/index.js';

const TOKEN = /^[\w-]{32}$/;
const OPEN = 'brand_id IS NULL AND expires_at > $2';

/** That nobody has used, and that is not over. */
export interface OpenInvitation {
  id: string;
  email: string;
}

export interface BrandInvitation {
  id: string;
  email: string;
  invitedAt: Date;
  expiresAt: Date;
  /** The brand that was opened by it, once there is one. */
  brandId: string | null;
  brandName: string | null;
}

/** Invitations to open a brand, and the secret that each link carries. */
@Injectable()
export class BrandInvitations {
  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Makes the link's secret while its mail is written; null where nobody is invited by it any more. */
  async issue(id: string): Promise<string | null> {
    const token = randomBytes(24).toString('base64url');
    const issued = await this.statements.query(
      `UPDATE brand_invitations SET token_hash = $3 WHERE id = $1 AND ${OPEN} RETURNING id`,
      [id, this.clock.now(), this.hashOf(token)],
    );
    return issued.length === 0 ? null : token;
  }

  /** The open invitation of a link; null where it was used, is over, or never was. */
  async byToken(token: unknown): Promise<OpenInvitation | null> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const [invitation] = await this.statements.query<OpenInvitation>(
      `SELECT id, email FROM brand_invitations WHERE token_hash = $1 AND ${OPEN}`,
      [this.hashOf(token), this.clock.now()],
    );
    return invitation ?? null;
  }

  async byId(id: string): Promise<OpenInvitation | null> {
    const [invitation] = await this.statements.query<OpenInvitation>(
      `SELECT id, email FROM brand_invitations WHERE id = $1 AND ${OPEN}`,
      [id, this.clock.now()],
    );
    return invitation ?? null;
  }

  /** Within the unit of work that opens the brand; false where somebody else was faster. */
  async use(id: string, brandId: string): Promise<boolean> {
    const used = await this.unitOfWork.execute(
      `UPDATE brand_invitations SET brand_id = $3 WHERE id = $1 AND ${OPEN}`,
      [id, this.clock.now(), brandId],
    );
    return used === 1;
  }

  /** The newest first. */
  all(): Promise<BrandInvitation[]> {
    return this.statements.query<BrandInvitation>(
      `SELECT i.id, i.email, i.invited_at AS "invitedAt", i.expires_at AS "expiresAt", i.brand_id AS "brandId", b.name AS "brandName"
       FROM brand_invitations i LEFT JOIN brands b ON b.id = i.brand_id ORDER BY i.invited_at DESC, i.id LIMIT 100`,
    );
  }

  private hashOf(token: string): string {
    return this.secrets.mac('brand invitation', token);
  }
}
