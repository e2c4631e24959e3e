import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, isBlank, isStorable, lengthOf, newId, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, sameText, UnitOfWork } from '../platform/index.js';
import { SiteSecret } from '../sites/index.js';
import { TransactionRecorded } from './sales.events.js';

export interface RecordTransactionInput {
  /** The shop's own number of the sale; recorded once a visitor. */
  externalId: string;
  amount: number;
  currency: string;
  /** The site's: HMAC-SHA256, in hexadecimal, of `signedText` with its JWT secret. */
  signature?: string | undefined;
}

const LONGEST_ID = 200;
const LARGEST_AMOUNT = 999_999_999_999;

/**
 * Notes a sale that the page tells of; told again, nothing more happens. Anybody can tell a number, so it is the claim of
 * one visitor and keeps nobody else from theirs. What the site has signed is its visitor's alone and counts before
 * every claim.
 */
@Injectable()
export class RecordTransaction {
  constructor(
    private readonly secrets: SiteSecret,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, input: RecordTransactionInput): Promise<void> {
    const { externalId, amount, currency } = input;
    const isId = !isBlank(externalId) && isStorable(externalId) && lengthOf(externalId) <= LONGEST_ID;
    const isSum =
      Number.isFinite(amount) && amount >= 0 && amount <= LARGEST_AMOUNT && /^[A-Z]{3}$/.test(currency);
    if (!isId || !isSum) throw new Refusal('invalid', 'transaction');
    await this.unitOfWork.run(actor.brandId, async () => {
      const isSigned = await this.isSigned(actor, input);
      const id = newId();
      const [recorded] = await this.unitOfWork.query<{ id: string }>(
        `INSERT INTO transactions AS t (brand_id, id, site_id, visitor_id, external_id, amount, currency, signed, at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
         WHERE NOT EXISTS (SELECT FROM transactions s WHERE s.brand_id = $1 AND s.external_id = $5 AND s.signed)
         ON CONFLICT (brand_id, external_id, visitor_id) DO UPDATE
           SET signed = true, amount = excluded.amount, currency = excluded.currency
           WHERE excluded.signed AND NOT t.signed
         RETURNING id`,
        [actor.brandId, id, actor.siteId, actor.id, externalId, amount, currency, isSigned, this.clock.now()],
      );
      if (recorded) await this.events.record(actor, TransactionRecorded, { subjectId: recorded.id });
    });
  }

  /** A signature that is not the site's is a mistake to be told of, not a claim. */
  private async isSigned(actor: VisitorActor, input: RecordTransactionInput): Promise<boolean> {
    if (input.signature === undefined) return false;
    const secret = await this.secrets.jwt(actor, actor.siteId);
    if (secret === null) throw new Refusal('forbidden', 'signature_wrong');
    const expected = createHmac('sha256', secret).update(signedText(input)).digest('hex');
    if (!sameText(input.signature.toLowerCase(), expected)) throw new Refusal('forbidden', 'signature_wrong');
    return true;
  }
}

/** Under a prefix of its own, the canonical JSON (RFC 8785) of `{ amount, currency, id }`, the number as a text. */
export function signedText({ externalId, amount, currency }: RecordTransactionInput): string {
  return `causerie-transaction-v1${JSON.stringify({ amount, currency, id: externalId })}`;
}
