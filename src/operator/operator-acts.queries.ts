import { Injectable } from '@nestjs/common';
import { isId } from '../kernel/index.js';
import type { OperatorActKind } from '../members/index.js';
import { pageOf, Statements } from '../platform/index.js';

export interface OperatorAct {
  id: string;
  at: Date;
  kind: OperatorActKind;
  /** Who did it. */
  name: string;
  email: string;
  brandId: string | null;
  brandName: string | null;
  reason: string | null;
}

const PAGE = 50;

/** What operators did, newest first. */
@Injectable()
export class OperatorActsQueries {
  constructor(private readonly statements: Statements) {}

  async page(filter: {
    brandId?: string;
    before: unknown;
  }): Promise<{ acts: OperatorAct[]; older: string | null }> {
    const rows = await this.statements.query<OperatorAct>(
      `SELECT o.id, o.at, o.kind, a.name, a.email, o.brand_id AS "brandId", b.name AS "brandName", o.reason
       FROM operator_acts o JOIN accounts a ON a.id = o.account_id LEFT JOIN brands b ON b.id = o.brand_id
       WHERE ($1::uuid IS NULL OR o.brand_id = $1) AND ($2::uuid IS NULL OR o.id < $2)
       ORDER BY o.id DESC LIMIT ${PAGE + 1}`,
      [filter.brandId ?? null, isId(filter.before) ? filter.before : null],
    );
    const [acts, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { acts, older };
  }
}
