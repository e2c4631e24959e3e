import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, newId, Refusal } from '../kernel/index.js';
import { I18n, UnitOfWork } from '../platform/index.js';
import { checkBrand, type BrandFacts } from './brand.form.js';
import type { Brand } from './brand.access.js';

export interface CreateBrandInput extends BrandFacts {
  /** Where more is to be made in the same unit of work; else it gets one. */
  id?: string;
  slug: string;
}

const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** A new brand with the settings that every brand starts from. */
@Injectable()
export class CreateBrand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  async run(input: CreateBrandInput): Promise<Brand> {
    if (!SLUG.test(input.slug)) throw invalidFields({ slug: 'invalid_input' });
    checkBrand(input, this.i18n.visitorLocales);
    const brand: Brand = { state: 'active', ...input, id: input.id ?? newId() };
    await this.unitOfWork.run(brand.id, async () => {
      const made = await this.unitOfWork.query(
        `INSERT INTO brands (id, slug, name, default_locale, time_zone, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (slug) DO NOTHING RETURNING id`,
        [brand.id, brand.slug, brand.name, brand.defaultLocale, brand.timeZone, this.clock.now()],
      );
      if (made.length === 0) throw new Refusal('conflict', 'slug_taken', { fields: { slug: 'slug_taken' } });
      await this.unitOfWork.query('INSERT INTO brand_settings (brand_id) VALUES ($1)', [brand.id]);
    });
    return brand;
  }
}
