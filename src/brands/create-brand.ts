import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, isBlank, isStorable, newId, Refusal } from '../kernel/index.js';
import { Statements, UnitOfWork } from '../platform/index.js';
import type { Brand } from './brand.access.js';

export interface CreateBrandInput {
  slug: string;
  name: string;
  defaultLocale: string;
  timeZone: string;
}

const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** A new brand with the settings that every brand starts from. */
@Injectable()
export class CreateBrand {
  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(input: CreateBrandInput): Promise<Brand> {
    check(input);
    const brand: Brand = { id: newId(), state: 'active', ...input };
    const made = await this.statements.query(
      `INSERT INTO brands (id, slug, name, default_locale, time_zone, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (slug) DO NOTHING RETURNING id`,
      [brand.id, brand.slug, brand.name, brand.defaultLocale, brand.timeZone, this.clock.now()],
    );
    if (made.length === 0) throw new Refusal('conflict', 'slug_taken');
    await this.unitOfWork.run(brand.id, () =>
      this.unitOfWork.query('INSERT INTO brand_settings (brand_id) VALUES ($1)', [brand.id]),
    );
    return brand;
  }
}

function check({ slug, name, defaultLocale, timeZone }: CreateBrandInput): void {
  if (!SLUG.test(slug)) throw invalidFields({ slug: 'invalid_input' });
  if (isBlank(name) || !isStorable(name) || name.length > 80) throw invalidFields({ name: 'invalid_input' });
  if (!/^[a-z]{2}$/.test(defaultLocale)) throw invalidFields({ defaultLocale: 'invalid_input' });
  if (!isTimeZone(timeZone)) throw invalidFields({ timeZone: 'invalid_input' });
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
