import { Injectable } from '@nestjs/common';
import { isId } from '../../kernel/index.js';
import type { SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import type { AuditEvent } from '../frame/audit-log.queries.js';
import type { AuditLineView } from './audit.view.js';
import { BrandNames } from '../../brands/index.js';
import { AuditFields } from '../frame/audit-fields.js';
import { languageName } from '../frame/choices.js';

/** Whoever has no name in the log, or has lost it. */
const NAMELESS = {
  member: 'admin:audit.system',
  visitor: 'admin:audit.system',
  operator: 'admin:audit.operator',
  system: 'admin:audit.system',
} as const satisfies Record<AuditEvent['actorKind'], string>;

type Names = Map<string, string>;

const PEOPLE_AND_BRANDS = /^settings\.(member|invitation|brand|foreign)_/;
const LANGUAGES = new Set(['locale', 'locales', 'defaultLocale', 'fixedLocale']);

/** Tells entries of the audit log in the reader's words, with names in the place of ids. */
@Injectable()
export class AuditPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly brandNames: BrandNames,
    private readonly fields: AuditFields,
  ) {}

  async lines(me: SignedInMember, events: AuditEvent[]): Promise<AuditLineView[]> {
    const names = await this.brandNames.of(me.actor);
    return events.map((event) => this.line(me, event, names));
  }

  private line(me: SignedInMember, event: AuditEvent, names: Names): AuditLineView {
    const { locale } = me.actor;
    const { before, after } = event.data;
    return {
      at: event.at.toISOString(),
      by: event.actorName ?? this.i18n.t(locale, NAMELESS[event.actorKind]),
      what: this.i18n.t(locale, `admin:audit.events.${event.name.replace(/\./g, '_')}`),
      ...this.about(me, event, names),
      changes: event.name.startsWith('settings.')
        ? this.changes(before, after, names, locale)
        : this.circumstances(event, names, locale),
    };
  }

  /** Whom or what it was about, with the conversation where there is one. */
  private about(
    { actor, brand }: SignedInMember,
    { name, subjectId, conversationId, visitorName, data }: AuditEvent,
    names: Names,
  ): Pick<AuditLineView, 'subject' | 'url'> {
    const { before, after } = data;
    if (name.startsWith('settings.')) {
      const subject =
        names.get(subjectId ?? '') ?? this.subject(asRecord(after ?? before), names, actor.locale);
      return { subject: subject && this.named(name, subject, actor.locale), url: null };
    }
    return {
      subject: visitorName ?? this.i18n.t(actor.locale, 'desk:visitor.unnamed'),
      url: conversationId && `/b/${brand.slug}/desk/conversations/${conversationId}`,
    };
  }

  /** Who had the conversation before it was released. */
  private circumstances({ data }: AuditEvent, names: Names, locale: string): AuditLineView['changes'] {
    if (typeof data.memberId !== 'string') return [];
    const before = this.word(data.memberId, names, locale);
    return [{ label: this.i18n.t(locale, 'admin:audit.fields.memberId'), before, after: null }];
  }

  /** Rules, texts and the like are named as each language marks a name; people and brands as they are. */
  private named(event: string, name: string, locale: string): string {
    return PEOPLE_AND_BRANDS.test(event) ? name : this.i18n.t(locale, 'admin:audit.named', { name });
  }

  /** What has no name of its own, as a text of a language or a version of a document, or is gone. */
  private subject(facts: Record<string, unknown>, names: Names, locale: string): string | null {
    if (typeof facts.code === 'string' && typeof facts.locale === 'string') {
      const text = this.i18n.t(locale, `admin:texts.${facts.code}.label`);
      const site = typeof facts.siteId === 'string' ? names.get(facts.siteId) : undefined;
      return [text, languageName(locale, facts.locale), site].filter(Boolean).join(' · ');
    }
    if (typeof facts.name === 'string') return facts.name;
    if (typeof facts.template === 'string' && typeof facts.locale === 'string') {
      return `${this.i18n.t(locale, `admin:mails.templates.${facts.template}`)} · ${languageName(locale, facts.locale)}`;
    }
    if (typeof facts.audience === 'string' && typeof facts.kind === 'string') {
      return this.i18n.t(locale, `admin:documents.title.${facts.audience}_${facts.kind}`);
    }
    return typeof facts.title === 'string' ? facts.title : null;
  }

  /** Only what is different, field by field; something new shows all that it has. */
  private changes(before: unknown, after: unknown, names: Names, locale: string): AuditLineView['changes'] {
    const was = asRecord(before);
    const is = asRecord(after);
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((field) => JSON.stringify(was[field] ?? null) !== JSON.stringify(is[field] ?? null))
      .map((field) => ({
        label: this.label(field, locale),
        before: this.tellField(field, was[field], names, locale),
        after: this.tellField(field, is[field], names, locale),
      }))
      .filter((change) => change.before !== null || change.after !== null);
  }

  /** Fields that have words of their own; everything else is told as what it is. */
  private tellField(field: string, value: unknown, names: Names, locale: string): string | null {
    if (LANGUAGES.has(field) && value) {
      const locales = (Array.isArray(value) ? value : [value]) as string[];
      return locales.map((each) => languageName(locale, each)).join(', ');
    }
    const own = this.fields.of(field);
    if (own && value !== null && value !== undefined) return own(value, { locale, names });
    return this.tell(value, names, locale);
  }

  private label(field: string, locale: string): string {
    const key = `admin:audit.fields.${field}`;
    return this.i18n.has(key) ? this.i18n.t(locale, key) : field;
  }

  private tell(value: unknown, names: Names, locale: string): string | null {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'boolean') return this.i18n.t(locale, value ? 'common:yes' : 'common:no');
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return this.word(value, names, locale);
    if (Array.isArray(value)) return value.map((each) => this.tell(each, names, locale)).join('; ') || null;
    return Object.entries(value)
      .map(([field, each]) => {
        const told = this.tell(each, names, locale) ?? '–';
        return isId(each) && names.has(each) ? told : `${this.label(field, locale)} ${told}`;
      })
      .join(', ');
  }

  /** Ids by their names, codes by their words, the rest as it is. */
  private word(text: string, names: Names, locale: string): string {
    const name = names.get(text);
    if (name !== undefined) return name;
    if (isId(text)) return this.i18n.t(locale, 'admin:audit.gone');
    const key = `admin:audit.values.${text}`;
    return /^[a-z_]+$/.test(text) && this.i18n.has(key) ? this.i18n.t(locale, key) : text;
  }
}

/** A change of a list alone is told as one of its kind. */
function asRecord(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) return { groupIds: value };
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}
