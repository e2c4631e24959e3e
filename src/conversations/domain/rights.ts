import { may, type MemberActor } from '../../kernel/index.js';

/** Whatever has been said in the brand; agents read what is or was theirs. */
export function mayReadAll(actor: MemberActor): boolean {
  return may(actor, 'conversations.read_all');
}

export function mayRelease(actor: MemberActor): boolean {
  return may(actor, 'conversations.release');
}

/** Who may write in a conversation, close it, snooze, transfer and block: its holder, and managers in any. */
export function mayHandle(actor: MemberActor, conversation: { memberId: string | null }): boolean {
  return may(actor, 'conversations.handle_all') || conversation.memberId === actor.id;
}

/** Who may bring a snoozed conversation back before its time: who set it aside, and managers. */
export function mayResume(actor: MemberActor, conversation: { snoozedBy: string | null }): boolean {
  return may(actor, 'conversations.handle_all') || conversation.snoozedBy === actor.id;
}
