import type { SignedInMember } from '../members/index.js';

export function deskUrl({ brand }: Pick<SignedInMember, 'brand'>): string {
  return `/b/${brand.slug}/desk`;
}
