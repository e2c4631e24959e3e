import { Injectable } from '@nestjs/common';
import { textParts } from '../conversations/index.js';
import { notFound } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { directionOf } from '../platform/index.js';
import { Documents, MemberConsents } from '../sites/index.js';
import { deskUrl } from './desk-url.js';
import type { TermsDocumentView, TermsView } from './desk.view.js';

/** What a member has yet to accept before they write, and the documents to read. */
@Injectable()
export class TermsViews {
  constructor(
    private readonly consents: MemberConsents,
    private readonly documents: Documents,
  ) {}

  /** Null where there is nothing to accept. `back` is the conversation that they are in. */
  async outstanding(me: SignedInMember, back: string): Promise<TermsView | null> {
    const outstanding = await this.consents.outstanding(me.actor);
    if (outstanding.length === 0) return null;
    const documents: TermsView['documents'] = [];
    for (const { id } of outstanding) {
      const { title } = await this.documents.text(me.brand.id, id, me.actor.locale);
      documents.push({ id, title, url: `${deskUrl(me)}/terms/${id}` });
    }
    return { action: `${deskUrl(me)}/terms`, back, documents };
  }

  async document(me: SignedInMember, id: string): Promise<TermsDocumentView> {
    const forMembers = await this.documents.published(me.brand.id, 'members');
    if (!forMembers.some((document) => document.id === id)) throw notFound();
    const { title, body, locale } = await this.documents.text(me.brand.id, id, me.actor.locale);
    return {
      brandName: me.brand.name,
      title,
      locale,
      direction: directionOf(locale),
      paragraphs: body.split(/\n\s*\n/).map((paragraph) => textParts(paragraph.trim())),
    };
  }
}
