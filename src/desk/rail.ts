import { faceOf, manages } from '../conversations/index.js';
import type { SignedInMember } from '../members/index.js';
import { deskUrl } from './desk-url.js';
import type { RailView } from './desk.view.js';

export function railOf(me: SignedInMember): RailView {
  const { actor, brand } = me;
  return {
    deskUrl: deskUrl(me),
    boardUrl: manages(actor) ? `/b/${brand.slug}/board` : null,
    adminUrl: manages(actor) ? `/b/${brand.slug}/admin` : null,
    mayChange: actor.role === 'admin',
    member: ownFace(me),
  };
}

/** The member's own, beside what they write and where they look. */
export function ownFace({ actor: { id }, name, picture }: SignedInMember): RailView['member'] {
  return { id, ...faceOf({ id, name, picture }) };
}
