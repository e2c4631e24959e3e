import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/index.js';
import { freeSlug, slugProblem, suggestedSlug } from './domain/brand-slug.js';

export type SlugVerdict = 'free' | 'slug_taken' | 'slug_shape' | 'slug_reserved';

/** Which addresses brands have. */
@Injectable()
export class Slugs {
  constructor(private readonly statements: Statements) {}

  async verdict(slug: string): Promise<SlugVerdict> {
    const problem = slugProblem(slug);
    if (problem) return problem;
    const taken = await this.statements.query('SELECT FROM brands WHERE slug = $1', [slug]);
    return taken.length === 0 ? 'free' : 'slug_taken';
  }

  /** An address for a brand of this name that is free now. */
  async suggestion(name: string): Promise<string> {
    const wish = suggestedSlug(name);
    const rows = await this.statements.query<{ slug: string }>(
      `SELECT slug FROM brands WHERE slug = $1 OR slug LIKE $2 || '-%' ORDER BY slug LIMIT 1000`,
      [wish, wish || 'brand'],
    );
    return freeSlug(wish, new Set(rows.map(({ slug }) => slug)));
  }
}
