import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/index.js';
import { Statements } from '../platform/index.js';

export interface Brand {
  id: string;
  slug: string;
  name: string;
  defaultLocale: string;
  timeZone: string;
  state: 'active' | 'suspended';
}

const COLUMNS = 'id, slug, name, default_locale AS "defaultLocale", time_zone AS "timeZone", state';

/** The loaders of brands, which are known to everybody who knows their address. */
@Injectable()
export class BrandAccess {
  constructor(private readonly statements: Statements) {}

  async brand(id: string): Promise<Brand> {
    return found(await this.byId(id));
  }

  async bySlug(slug: string): Promise<Brand> {
    return found(await this.find('brand_by_slug', `SELECT ${COLUMNS} FROM brands WHERE slug = $1`, slug));
  }

  /** Whether visitors are served and members may change things. */
  async isActive(id: string): Promise<boolean> {
    const brand = await this.byId(id);
    return brand?.state === 'active';
  }

  /** The first few brands, for a page that shows the demo. */
  async active(): Promise<Brand[]> {
    return this.statements.query<Brand>(
      `SELECT ${COLUMNS} FROM brands WHERE state = 'active' ORDER BY id LIMIT 4`,
    );
  }

  private byId(id: string): Promise<Brand | undefined> {
    return this.find('brand_by_id', `SELECT ${COLUMNS} FROM brands WHERE id = $1`, id);
  }

  private async find(name: string, sql: string, value: string): Promise<Brand | undefined> {
    const [brand] = await this.statements.run<Brand>(name, sql, [value]);
    return brand;
  }
}

function found(brand: Brand | undefined): Brand {
  if (!brand) throw notFound();
  return brand;
}
