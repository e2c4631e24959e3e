import { webAddress } from '../kernel/index.js';
import { Injectable } from '@nestjs/common';
import { avatarOf } from '../conversations/index.js';
import type { SignedInMember } from '../members/index.js';
import { formatMoney, I18n } from '../platform/index.js';
import { deskUrl } from './desk-url.js';
import type { PageView, VisitorPanelView } from './desk.view.js';
import { VisitorPanelQueries, type EarlierConversation, type VisitorFacts } from './visitor-panel.queries.js';

const DEVICES = ['computer', 'phone', 'tablet'] as const;

/** Words what is known of a visitor for the member who reads it. */
@Injectable()
export class VisitorPanelViews {
  constructor(
    private readonly queries: VisitorPanelQueries,
    private readonly i18n: I18n,
  ) {}

  /** Of a conversation that the member may read; that is checked before. */
  async panel(me: SignedInMember, conversationId: string): Promise<VisitorPanelView> {
    const facts = await this.queries.facts(me.actor, conversationId);
    const { locale } = me.actor;
    const isUnverified = (fact: string) => facts.unverified.includes(fact);
    const [newest, ...before] = (facts.pages ?? []).map(pageView);
    return {
      personIds: facts.personIds,
      blocked: facts.isBlocked,
      visitor: {
        ...avatarOf({ id: facts.id, name: facts.displayName }, this.i18n.t(locale, 'desk:visitor.unnamed')),
        presence: facts.online ? 'online' : 'offline',
        isNameUnverified: isUnverified(facts.name === null ? 'email' : 'name'),
        email: facts.email,
        isEmailUnverified: isUnverified('email'),
        emailed: facts.email !== null && !isUnverified('email') && facts.emailNotifications,
        mailsReturn: facts.mailsReturn,
      },
      language: languageName(locale, facts.locale),
      device: this.device(locale, facts),
      country: null,
      visits: facts.visits,
      pageNow: facts.online && newest ? newest : null,
      pagesBefore: facts.online ? before : [newest, ...before].filter((page) => page !== undefined),
      cart:
        Number(facts.cartValue) > 0 && facts.cartCurrency
          ? { amount: formatMoney(locale, Number(facts.cartValue), facts.cartCurrency) }
          : null,
      attributes: attributesOf(facts),
      survey: facts.survey,
      earlier: (facts.earlier ?? []).map((conversation) => this.earlier(me, conversation)),
      transactions: (facts.transactions ?? []).map(({ reference, amount, currency, at }) => ({
        reference,
        amount: formatMoney(locale, Number(amount), currency),
        at: new Date(at).toISOString(),
      })),
    };
  }

  private device(locale: string, { device, browser }: VisitorFacts): string | null {
    const kind = DEVICES.find((each) => each === device);
    const words = [
      kind && this.i18n.t(locale, `common:device.${kind}`),
      browser === 'other' ? null : browser,
    ];
    return words.filter(Boolean).join(' · ') || null;
  }

  private earlier(
    me: SignedInMember,
    conversation: EarlierConversation,
  ): VisitorPanelView['earlier'][number] {
    const { id, at, score, excerpt, memberId, memberName, memberPicture } = conversation;
    return {
      url: `${deskUrl(me)}/conversations/${id}`,
      title: excerpt ?? this.i18n.t(me.actor.locale, 'desk:visitor.earlierUntitled'),
      at: new Date(at).toISOString(),
      score,
      member: memberId ? avatarOf({ id: memberId, name: memberName, picture: memberPicture }) : null,
    };
  }
}

/** What the site has signed, then what only its page says; of one name the signed one. */
function attributesOf({ attributes, custom, unverified }: VisitorFacts): VisitorPanelView['attributes'] {
  const isSigned = (name: string) =>
    Object.hasOwn(attributes, name) && !unverified.includes(`attributes.${name}`);
  const all = Object.entries({ ...attributes, ...custom });
  const shown = all.map(([name, value]) => ({
    name,
    value: String(isSigned(name) ? attributes[name] : value),
    isUnverified: !isSigned(name),
  }));
  return [...shown.filter((each) => !each.isUnverified), ...shown.filter((each) => each.isUnverified)];
}

function pageView({ title, url, at }: { title: string; url: string; at: string }): PageView {
  return { title: title || url, url, href: webAddress(url), at: new Date(at).toISOString() };
}

function languageName(locale: string, code: string): string | null {
  const name = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(code);
  return name ? name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) : null;
}
