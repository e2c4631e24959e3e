import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** What things of a brand are called, by their ids, for pages that know ids only. Each module registers what it names. */
@Injectable()
export class BrandNames {
  private readonly statements = ['SELECT id, name FROM brands WHERE id = $1'];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A statement that gives `id` and `name` of the things of the brand `$1`. */
  register(statement: string): void {
    this.statements.push(statement);
  }

  async of(actor: Actor): Promise<Map<string, string>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ id: string; name: string }>(this.statements.join(' UNION ALL '), [
        actor.brandId,
      ]),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
