import { Injectable } from '@nestjs/common';
import { Clock, isBlank, isStorable, lengthOf, newId, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { TransactionRecorded } from './sales.events.js';

export interface RecordTransactionInput {
  /** The shop's own number of the sale; recorded once. */
  externalId: string;
  amount: number;
  currency: string;
}

const LONGEST_ID = 200;
const LARGEST_AMOUNT = 999_999_999_999;

/** Notes a sale that the page tells of; told again, nothing more happens. */
@Injectable()
export class RecordTransaction {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, { externalId, amount, currency }: RecordTransactionInput): Promise<void> {
    const isId = !isBlank(externalId) && isStorable(externalId) && lengthOf(externalId) <= LONGEST_ID;
    const isSum =
      Number.isFinite(amount) && amount >= 0 && amount <= LARGEST_AMOUNT && /^[A-Z]{3}$/.test(currency);
    if (!isId || !isSum) throw new Refusal('invalid', 'transaction');
    await this.unitOfWork.run(actor.brandId, async () => {
      const id = newId();
      const recorded = await this.unitOfWork.execute(
        `INSERT INTO transactions (brand_id, id, site_id, visitor_id, external_id, amount, currency, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (brand_id, external_id) DO NOTHING`,
        [actor.brandId, id, actor.siteId, actor.id, externalId, amount, currency, this.clock.now()],
      );
      if (recorded === 1) await this.events.record(actor, TransactionRecorded, { subjectId: id });
    });
  }
}
