import { forbidden, type Actor } from '../kernel/index.js';
import { hasRightsOf } from '../members/index.js';

/** Sites, their words and terms are an admin's to change; the application may when it sets a brand up. */
export function requireAdmin(actor: Actor): void {
  if (actor.kind === 'visitor') throw forbidden();
  if (actor.kind === 'member' && !hasRightsOf(actor.role, 'admin')) throw forbidden();
}
