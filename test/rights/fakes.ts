import type { ExecutionContext } from '@nestjs/common';
import type { MemberRole } from '../../src/kernel/index.js';
import type { SignedInMember } from '../../src/members/index.js';

/** A member of the brand `b`, signed in. */
export function aMemberOf(role: MemberRole, isSuspended = false): SignedInMember {
  return {
    actor: { kind: 'member', brandId: 'b', id: 'lea', accountId: 'account', role, locale: 'fr' },
    brand: {
      id: 'b',
      slug: 'lumiere',
      name: 'Lumière',
      suspended: isSuspended,
      defaultLocale: 'fr',
      timeZone: 'UTC',
    },
    name: 'Léa',
    kind: 'staff',
    picture: null,
    capacity: 3,
    chosenState: 'available',
    state: 'available',
    timeZone: 'Europe/Paris',
    alerts: {} as SignedInMember['alerts'],
    brands: 1,
    twoStep: { requiredFrom: null, hasFactor: false, isProved: false },
  };
}

/** The context of a request to a handler of a controller. */
export function contextOf(request: object, controller: new () => object, handler: string): ExecutionContext {
  return {
    switchToHttp: () => ({ getRequest: () => request }),
    getHandler: () => (controller.prototype as Record<string, unknown>)[handler],
    getClass: () => controller,
  } as unknown as ExecutionContext;
}

/** What a promise is refused with, as `kind code`; null where it is not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    const { kind, code } = error as { kind?: string; code?: string };
    if (kind === undefined) throw error;
    return `${kind} ${code}`;
  }
}
