import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Texts } from '../sites/index.js';
import { folded, type Scope } from './domain/response.js';
import { filled, type VariableValues } from './domain/variables.js';

/** A response that can be inserted into a conversation, in its language and with its values. */
export interface Suggestion {
  id: string;
  shortcut: string;
  title: string;
  scope: Scope;
  /** Of a group's response only. */
  group: string | null;
  locale: string;
  body: string;
}

export interface Suggestions {
  suggestions: Suggestion[];
  /** Whether others were found too, which more words would bring. */
  hasMore: boolean;
}

interface Setting {
  siteId: string;
  locale: string;
  values: VariableValues;
}

const SHOWN = 12;
const LONGEST_SEARCH = 100;
const MOST_WORDS = 6;

/** What a member may insert into a conversation: their own responses, those of their groups, and the brand's. */
@Injectable()
export class ResponseSuggestions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: ConversationAccess,
    private readonly texts: Texts,
  ) {}

  /** Those that hold every word, best first: by shortcut, then title, then text. */
  async find(
    actor: MemberActor,
    { conversationId, search }: { conversationId: string; search: string },
  ): Promise<Suggestions> {
    const words = folded(search).slice(0, LONGEST_SEARCH).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.conversations.conversation(actor, conversationId);
      const setting = await this.setting(actor, conversationId);
      const found = await this.unitOfWork.query<Suggestion>(SUGGESTIONS, [
        actor.brandId,
        actor.id,
        setting.locale,
        words,
        words[0] ?? '',
      ]);
      return {
        suggestions: await this.filled(actor, found.slice(0, SHOWN), setting),
        hasMore: found.length > SHOWN,
      };
    });
  }

  /** For a visitor without a name with the brand's words for that, in the language of each response. */
  private async filled(
    { brandId }: MemberActor,
    found: readonly Suggestion[],
    { siteId, values }: Setting,
  ): Promise<Suggestion[]> {
    const instead = new Map<string, string>();
    if (values['visitor.name'] === null) {
      for (const locale of new Set(found.map((each) => each.locale)))
        instead.set(locale, await this.texts.text(brandId, siteId, 'nameless', locale));
    }
    return found.map((each) => ({
      ...each,
      body: filled(each.body, values, { 'visitor.name': instead.get(each.locale) }),
    }));
  }

  private async setting({ brandId, id }: MemberActor, conversationId: string): Promise<Setting> {
    const { siteId, locale, ...values } = await this.unitOfWork.one<
      { siteId: string; locale: string } & VariableValues
    >(
      `SELECT c.site_id AS "siteId", c.locale, v.name AS "visitor.name", v.reply_email AS "visitor.email",
         m.name AS "member.name", b.name AS "brand.name", s.name AS "site.name"
       FROM conversations c
       JOIN brands b ON b.id = $1
       JOIN sites s ON s.brand_id = $1 AND s.id = c.site_id
       JOIN members m ON m.brand_id = $1 AND m.id = $3
       JOIN visitors o ON o.brand_id = $1 AND o.id = c.visitor_id
       JOIN visitors v ON v.brand_id = $1 AND v.id = o.person_id
       WHERE c.brand_id = $1 AND c.id = $2`,
      [brandId, conversationId, id],
    );
    return { siteId, locale, values };
  }
}

/** `$4` are the words, `$5` the first of them. A text in the conversation's language, else in the brand's, else in any. */
const SUGGESTIONS = `
  SELECT r.id, r.shortcut, r.title, g.name AS "group", t.locale, t.body,
    CASE WHEN r.member_id IS NOT NULL THEN 'mine' WHEN r.group_id IS NOT NULL THEN 'group' ELSE 'brand' END AS scope
  FROM responses r
  JOIN brands b ON b.id = r.brand_id
  LEFT JOIN groups g ON g.brand_id = r.brand_id AND g.id = r.group_id
  CROSS JOIN LATERAL (
    SELECT t.locale, t.body, t.folded FROM response_texts t WHERE t.brand_id = r.brand_id AND t.response_id = r.id
    ORDER BY t.locale = $3 DESC, t.locale = b.default_locale DESC, t.locale LIMIT 1) t
  WHERE r.brand_id = $1
    AND (r.member_id = $2 OR r.member_id IS NULL AND (r.group_id IS NULL OR EXISTS (
      SELECT FROM group_members k WHERE k.brand_id = r.brand_id AND k.group_id = r.group_id AND k.member_id = $2)))
    AND NOT EXISTS (
      SELECT FROM unnest($4::text[]) word
      WHERE strpos(r.folded, word) = 0 AND strpos(t.folded, word) = 0)
  ORDER BY
    CASE WHEN $5 = '' THEN 0 WHEN starts_with(r.folded, $5 || E'\\n') THEN 0 WHEN starts_with(r.folded, $5) THEN 1
      WHEN strpos(translate(r.folded, E'\\n-_''’', '     '), ' ' || $5) > 0 THEN 2
      WHEN strpos(r.folded, $5) > 0 THEN 3 ELSE 4 END,
    r.member_id IS NULL, r.group_id IS NULL, r.folded, r.id
  LIMIT ${SHOWN + 1}`;
