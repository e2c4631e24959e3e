import { initialsOf, manages, tintOf } from '../conversations/index.js';
import type { SignedInMember } from '../members/index.js';
import { deskUrl } from './desk-url.js';
import type { RailView } from './desk.view.js';

export function railOf(me: SignedInMember): RailView {
  const { actor, brand, name, picture } = me;
  return {
    deskUrl: deskUrl(me),
    boardUrl: manages(actor) ? `/b/${brand.slug}/board` : null,
    adminUrl: manages(actor) ? `/b/${brand.slug}/admin` : null,
    mayChange: actor.role === 'admin',
    member: { id: actor.id, name, picture, initials: initialsOf(name), tint: tintOf(actor.id) },
  };
}
