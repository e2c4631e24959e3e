import { may } from '../kernel/index.js';
import { avatarOf } from '../conversations/index.js';
import { comingBar, type SignedInMember } from '../members/index.js';
import { deskUrl } from './desk-url.js';
import type { RailView } from './desk.view.js';

export function railOf(me: SignedInMember): RailView {
  const { actor, brand } = me;
  return {
    deskUrl: deskUrl(me),
    boardUrl: may(actor, 'conversations.read_all') ? `/b/${brand.slug}/board` : null,
    adminUrl: may(actor, 'waiting.read') ? `/b/${brand.slug}/admin` : null,
    mayChange: may(actor, 'brand.change'),
    member: ownAvatar(me),
    twoStepFrom: comingBar(me.twoStep)?.toISOString() ?? null,
    isSuspended: brand.suspended,
  };
}

/** The member's own, beside what they write and where they look. */
export function ownAvatar({ actor: { id }, name, picture }: SignedInMember): RailView['member'] {
  return { id, ...avatarOf({ id, name, picture }) };
}
