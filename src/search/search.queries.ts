import { Injectable } from '@nestjs/common';
import type { ConversationState } from '../conversations/index.js';
import { may, Refusal, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { excerptOf, markedText, type ExcerptPart } from './domain/excerpt.js';
import { marksIn } from './domain/marks.js';
import { MemberTurns } from './member-turns.js';

/** What is looked for; what is empty or null does not narrow. */
export interface SearchCriteria {
  /** Of messages, notes and the visitor's name or address, the last one as a beginning. */
  words: string;
  /** Of the visitor's name or address. */
  visitor: string;
  /** Who had it on their desk or has it assigned. */
  memberId: string | null;
  tagId: string | null;
  state: ConversationState | null;
  /** When it started: from then on, before then. */
  from: Date | null;
  to: Date | null;
  /** The last one of the page before. */
  after: { startedAt: Date; id: string } | null;
}

export interface FoundConversation {
  id: string;
  state: ConversationState;
  startedAt: Date;
  visitorId: string;
  visitorName: ExcerptPart[];
  /** Only the page has said it. */
  isNameUnverified: boolean;
  visitorEmail: ExcerptPart[];
  /** Whom it waits for. */
  assignedTo: string | null;
  /** Who had it on their desk. */
  members: { id: string; name: string; picture: string | null }[];
  tags: { name: string; colour: string }[];
  excerpt: ExcerptPart[];
  /** Who wrote what the excerpt shows, when, and whether only members see it. */
  excerptBy: string | null;
  excerptAt: Date | null;
  isNote: boolean;
  /** In how many messages and notes stands what was looked for, as well as in the one that is shown. */
  hits: number;
  /** It was found by a message that stands further back than this page reads. */
  isFurtherBack: boolean;
}

/** A message or note by which a conversation was found, with the words in it as they are written there. */
export interface Hit {
  seq: number;
  words: string[];
}

export interface FoundPage {
  conversations: FoundConversation[];
  hasMore: boolean;
}

type Marked = 'excerpt' | 'visitorName' | 'visitorEmail';
type Row = Omit<FoundConversation, Marked | 'isFurtherBack'> & Record<Marked, string | null>;

const LONGEST = 200;
const MOST_TERMS = 20;
/** Characters of a conversation's latest messages in which hits are looked for. */
const LONGEST_READ = 400_000;
/** Of all that a page shows together. */
const LONGEST_READ_OF_PAGE = 1_000_000;
const NUL = /\0/g;
/** What one statement of a search may take. */
const LONGEST_MS = 3000;
/** The statement was ended by its time limit. */
const OVERDUE = '57014';

/** Finds conversations among those that the actor may read, newest first. */
@Injectable()
export class Search {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly turns: MemberTurns,
  ) {}

  async page(actor: MemberActor, criteria: SearchCriteria, size = 20): Promise<FoundPage> {
    const { memberId, tagId, state, from, to, after } = criteria;
    return this.bounded(actor, async () => {
      const asked = await this.unitOfWork.one<{ words: string[]; visitor: string[] }>(
        'SELECT search_terms($1) AS words, search_terms($2) AS visitor',
        [clean(criteria.words), clean(criteria.visitor)],
      );
      const words = asked.words.slice(0, MOST_TERMS);
      const visitor = asked.visitor.slice(0, MOST_TERMS);
      if (isWordless(criteria.words, words) || isWordless(criteria.visitor, visitor))
        return { conversations: [], hasMore: false };
      const reader = may(actor, 'conversations.read_all') ? null : actor.id;
      const found = await this.unitOfWork.query<{ id: string }>(
        'SELECT id FROM search_conversations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
        [reader, words, visitor, memberId, tagId, state, from, to, after?.startedAt, after?.id, size + 1],
      );
      const rows = await this.unitOfWork.query<Row>(FOUND, [
        actor.brandId,
        found.slice(0, size).map(({ id }) => id),
        words,
        LONGEST_READ,
        LONGEST_READ_OF_PAGE,
      ]);
      return {
        conversations: rows.map((row) => ({
          ...row,
          visitorName: markedText(row.visitorName ?? '', [...words, ...visitor]),
          visitorEmail: markedText(row.visitorEmail ?? '', [...words, ...visitor]),
          excerpt: excerptOf(row.excerpt ?? '', words),
          isFurtherBack:
            row.hits === 0 && !areAllIn(`${row.visitorName ?? ''} ${row.visitorEmail ?? ''}`, words),
        })),
        hasMore: found.length > size,
      };
    });
  }

  /** What a conversation, which the actor may read, is found by: among its latest messages, oldest first. */
  async hits({ brandId }: MemberActor, conversationId: string, words: string): Promise<Hit[]> {
    return this.inTime(brandId, async () => {
      const asked = await this.terms(words);
      const found = await this.unitOfWork.query<{ seq: number; body: string }>(
        'SELECT seq, body FROM search_hits($1, $2, $3, 1000) ORDER BY seq',
        [conversationId, asked, LONGEST_READ],
      );
      return found.map(({ seq, body }) => ({
        seq,
        words: wordsIn(body, asked),
      }));
    });
  }

  /** Which of the words stand in the visitor's name or address, as they are written there. */
  async nameHits({ brandId }: MemberActor, conversationId: string, words: string[]): Promise<string[]> {
    return this.inTime(brandId, async () => {
      const asked: string[] = [];
      for (const each of words) asked.push(...(await this.terms(each)));
      const [visitor] = await this.unitOfWork.query<{ called: string }>(
        `SELECT concat_ws(' ', v.display_name, v.reply_email) AS called FROM conversations c
         JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
         JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
         WHERE c.brand_id = $1 AND c.id = $2`,
        [brandId, conversationId],
      );
      return visitor ? wordsIn(visitor.called, asked) : [];
    });
  }

  private async terms(words: string): Promise<string[]> {
    const { terms } = await this.unitOfWork.one<{ terms: string[] }>('SELECT search_terms($1) AS terms', [
      clean(words),
    ]);
    return terms.slice(0, MOST_TERMS);
  }

  /** A few at once of a member, and each for a while only: what takes longer is refused with what to do. */
  private bounded<T>({ brandId, id }: MemberActor, search: () => Promise<T>): Promise<T> {
    return this.turns.run(id, () => this.inTime(brandId, search));
  }

  private async inTime<T>(brandId: string, search: () => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run(brandId, async () => {
        await this.unitOfWork.query(`SELECT set_config('statement_timeout', $1, true)`, [String(LONGEST_MS)]);
        return search();
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== OVERDUE) throw error;
      throw new Refusal('unavailable', 'search_too_slow');
    }
  }
}

function areAllIn(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => marksIn(text, [term]).length > 0);
}

function wordsIn(text: string, terms: readonly string[]): string[] {
  return [...new Set(marksIn(text, terms).map(({ from, to }) => text.slice(from, to)))];
}

function clean(text: string): string {
  return text.slice(0, LONGEST).toWellFormed().replace(NUL, '');
}

/** Something was asked for that holds no letter and no digit: that finds nothing, not everything. */
function isWordless(text: string, words: string[]): boolean {
  return text.trim() !== '' && words.length === 0;
}

const FOUND = `
  SELECT c.id, c.state, c.started_at AS "startedAt", v.id AS "visitorId", v.display_name AS "visitorName",
    v.is_display_name_unverified AS "isNameUnverified", v.reply_email AS "visitorEmail",
    CASE WHEN c.state = 'waiting' THEN a.name END AS "assignedTo",
    coalesce((SELECT json_agg(m ORDER BY m.since) FROM (
      SELECT o.id, o.name, o.picture, min(t.started_at) AS since FROM contacts t
      JOIN members o ON o.brand_id = $1 AND o.id = t.member_id
      WHERE t.brand_id = $1 AND t.conversation_id = c.id GROUP BY o.id, o.name, o.picture) m), '[]') AS members,
    coalesce((SELECT json_agg(json_build_object('name', g.name, 'colour', g.colour) ORDER BY g.name)
      FROM conversation_tags t JOIN tags g ON g.brand_id = $1 AND g.id = t.tag_id
      WHERE t.brand_id = $1 AND t.conversation_id = c.id), '[]') AS tags,
    x.body AS excerpt, CASE WHEN x.side <> 'visitor' THEN x.author_name END AS "excerptBy",
    x.at AS "excerptAt", coalesce(x.kind = 'note', false) AS "isNote", coalesce(x.hits, 0) AS hits
  FROM unnest($2::uuid[]) WITH ORDINALITY f(id, place)
  JOIN conversations c ON c.brand_id = $1 AND c.id = f.id
  JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
  JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
  LEFT JOIN members a ON a.brand_id = $1 AND a.id = c.assigned_to
  LEFT JOIN search_excerpts($2, $3, $4, $5) x ON x.id = c.id
  ORDER BY f.place`;
