import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Customer, Product, Shop } from './shop.js';
import { productOf } from './shop.js';

const MOST = 9;

export interface CartLine {
  product: Product;
  quantity: number;
}

export interface Order {
  id: string;
  amount: number;
}

/** What one browser has in this shop: kept in its cookies, signed with the site's secret. */
export class Visit {
  readonly cart: readonly CartLine[];
  readonly customer: Customer | undefined;
  readonly order: Order | undefined;
  private readonly cookies: Record<string, string>;

  constructor(
    private readonly shop: Shop,
    private readonly secret: string,
    request: IncomingMessage,
  ) {
    this.cookies = cookiesOf(request);
    this.cart = Object.entries(this.read<Record<string, number>>('cart') ?? {}).flatMap(([id, quantity]) => {
      const product = productOf(shop, id);
      return product ? [{ product, quantity }] : [];
    });
    const id = this.read<string>('customer');
    this.customer = shop.customers.find((customer) => customer.id === id);
    this.order = this.read<Order>('order');
  }

  get total(): number {
    return this.cart.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  }

  get pieces(): number {
    return this.cart.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** The cart with this many of a product, as a cookie. */
  withQuantity(product: string, quantity: number): string {
    const kept = this.cart.map((line) => [line.product.id, line.quantity] as const);
    const cart = new Map(kept).set(product, Math.min(Math.max(Math.trunc(quantity) || 0, 0), MOST));
    return this.cookie('cart', Object.fromEntries([...cart].filter(([, many]) => many > 0)));
  }

  quantityOf(product: string): number {
    return this.cart.find((line) => line.product.id === product)?.quantity ?? 0;
  }

  /** A value under a name as a `Set-Cookie`; null takes it away. */
  cookie(name: 'cart' | 'customer' | 'order', value: unknown): string {
    const text = value === null ? '' : Buffer.from(JSON.stringify(value)).toString('base64url');
    const attributes = `Path=/${this.shop.slug}/; HttpOnly; SameSite=Lax${value === null ? '; Max-Age=0' : ''}`;
    return `shop_${name}=${text}.${this.sign(text)}; ${attributes}`;
  }

  private read<T>(name: string): T | undefined {
    const [text, signature] = (this.cookies[`shop_${name}`] ?? '').split('.');
    if (!text || !signature || !isSame(signature, this.sign(text))) return undefined;
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as T;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(`shop:${text}`).digest('base64url');
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookiesOf(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]));
}
