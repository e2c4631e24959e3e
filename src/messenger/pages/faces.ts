import { avatarOf, type AvatarView } from '../../conversations/index.js';
import type { PublicSite } from '../../sites/index.js';
import type { WhoView } from './messenger.view.js';
import type { VisitorConversation } from '../visitor-conversations.queries.js';

/** The brand itself, which says the opening message: its logo, else its initials. */
export function brandFace({ brandName, id, logo }: PublicSite): AvatarView {
  return avatarOf({ id, name: brandName, picture: logo });
}

/** The brand before anybody has taken the conversation. */
export function brandWho(site: PublicSite, here: boolean): WhoView {
  return { ...brandFace(site), memberId: null, presence: presenceOf(here) };
}

/** Who answers in a conversation: the member who holds it, else the brand, as of one that is over and hidden. */
export function whoOf(conversation: VisitorConversation, site: PublicSite): WhoView {
  const { state, memberId, memberName, memberPicture, memberHere, isHidden } = conversation;
  if (!memberId || (state === 'closed' && isHidden)) return brandWho(site, false);
  return {
    ...avatarOf({ id: memberId, name: memberName, picture: memberPicture }),
    memberId,
    presence: presenceOf(memberHere),
  };
}

export function presenceOf(here: boolean): WhoView['presence'] {
  return here ? 'online' : 'away';
}
