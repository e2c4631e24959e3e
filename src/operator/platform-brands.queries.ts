import { Injectable } from '@nestjs/common';
import { Clock, isId, isStorable, notFound } from '../kernel/index.js';
import { pageOf, Statements } from '../platform/index.js';

/** Of the brand's own month that begins on this day. */
export interface MonthCounts {
  /** `2026-12-01` */
  month: string;
  conversations: number;
  messages: number;
}

export interface PlatformBrand {
  id: string;
  slug: string;
  name: string;
  state: 'active' | 'suspended';
  createdAt: Date;
  members: number;
  /** The present one first. */
  months: MonthCounts[];
  mails: { queued: number; failed: number };
}

interface Row extends Omit<PlatformBrand, 'members' | 'mails'> {
  members: string;
  queued: string;
  failed: string;
}

const PAGE = 25;
const LONGEST_SEARCH = 80;

/** Brands as whoever runs the platform sees them: names and numbers, nothing of what is said in them. */
@Injectable()
export class PlatformBrands {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `before` is the last of the page above. */
  async page(search: string, before: unknown): Promise<{ brands: PlatformBrand[]; older: string | null }> {
    const words = isStorable(search) ? search.trim().slice(0, LONGEST_SEARCH) : '';
    const rows = await this.read([words, isId(before) ? before : null, null, PAGE + 1, 2]);
    const [brands, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { brands, older };
  }

  /** With the months of a year. */
  async brand(id: string): Promise<PlatformBrand> {
    const [brand] = isId(id) ? await this.read(['', null, id, 1, 12]) : [];
    if (!brand) throw notFound();
    return brand;
  }

  private async read(values: unknown[]): Promise<PlatformBrand[]> {
    const rows = await this.statements.query<Row>(
      `SELECT id, slug, name, state, created_at AS "createdAt", members, months, queued, failed
       FROM operator_brands($1, $2, $3, $4, $5, $6)`,
      [...values, this.clock.now()],
    );
    return rows.map(({ members, queued, failed, ...brand }) => ({
      ...brand,
      members: Number(members),
      mails: { queued: Number(queued), failed: Number(failed) },
    }));
  }
}
