import { may, type MemberActor } from '../../kernel/index.js';

/** The holder and managers tag; while nobody holds the conversation, also who held it before. */
export function mayTag(
  actor: MemberActor,
  { memberId, hasHeld }: { memberId: string | null; hasHeld: boolean },
): boolean {
  if (may(actor, 'conversations.handle_all')) return true;
  return memberId === null ? hasHeld : memberId === actor.id;
}
