import { Injectable } from '@nestjs/common';
import { Refusal, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { isAttributes, type Scalar } from './domain/profile.js';

export interface VisitData {
  custom?: Record<string, Scalar>;
  cart?: { value: number; currency: string };
}

const DEAREST_CART = 999_999_999_999;

/** Keeps what the page tells about the present visit: custom data, added to what is there, and the cart. */
@Injectable()
export class SetVisitData {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(actor: VisitorActor, { custom, cart }: VisitData): Promise<void> {
    if (custom && !isAttributes(custom)) throw new Refusal('invalid', 'custom_data');
    if (cart && !isCart(cart)) throw new Refusal('invalid', 'cart');
    await this.unitOfWork.run(actor.brandId, async () => {
      const [visit] = await this.unitOfWork.query<{ id: string; custom: Record<string, Scalar> }>(
        `SELECT id, custom FROM visits WHERE brand_id = $1 AND visitor_id = $2 AND site_id = $3
         ORDER BY last_at DESC LIMIT 1 FOR UPDATE`,
        [actor.brandId, actor.id, actor.siteId],
      );
      if (!visit) return;
      const merged = { ...visit.custom, ...custom };
      if (!isAttributes(merged)) throw new Refusal('invalid', 'custom_data');
      await this.unitOfWork.query(
        `UPDATE visits SET custom = $3, cart_value = coalesce($4, cart_value), cart_currency = coalesce($5, cart_currency)
         WHERE brand_id = $1 AND id = $2`,
        [actor.brandId, visit.id, JSON.stringify(merged), cart?.value ?? null, cart?.currency ?? null],
      );
    });
  }
}

function isCart({ value, currency }: { value: number; currency: string }): boolean {
  return value >= 0 && value <= DEAREST_CART && /^[A-Z]{3}$/.test(currency);
}
