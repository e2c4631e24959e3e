import type { Permission } from '../kernel/index.js';

/** Whose hours they are. */
export type HoursOwner = { kind: 'brand' } | { kind: 'site' | 'group' | 'member'; id: string };

type Kind = HoursOwner['kind'];

/** Who may say so. */
export const PERMISSION_OF: Record<Kind, Permission> = {
  brand: 'brand.change',
  site: 'sites.change',
  group: 'groups.change',
  member: 'members.change',
};

/** The values of `site_id`, `group_id` and `member_id`. */
export function columnsOf(owner: HoursOwner): (string | null)[] {
  return (['site', 'group', 'member'] as const).map((kind) => (owner.kind === kind ? owner.id : null));
}
