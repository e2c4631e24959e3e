import { forbidden, type MemberActor } from '../kernel/index.js';
import { hasRightsOf } from '../members/index.js';

/** What a brand sends is an admin's to see to. */
export function requireAdmin(actor: MemberActor): void {
  if (!hasRightsOf(actor.role, 'admin')) throw forbidden();
}
