import type { MemberActor } from '../../kernel/index.js';

export function manages(actor: MemberActor): boolean {
  return actor.role !== 'agent';
}

/** Who may write in a conversation, close it, snooze, transfer and block: its holder, and managers in any. */
export function mayHandle(actor: MemberActor, conversation: { memberId: string | null }): boolean {
  return manages(actor) || conversation.memberId === actor.id;
}

/** Who may bring a snoozed conversation back before its time: who set it aside, and managers. */
export function mayResume(actor: MemberActor, conversation: { snoozedBy: string | null }): boolean {
  return manages(actor) || conversation.snoozedBy === actor.id;
}
