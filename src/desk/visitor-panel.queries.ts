import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** What is known of the person behind a conversation. */
export interface VisitorFacts {
  id: string;
  isBlocked: boolean;
  personIds: string[];
  online: boolean;
  name: string | null;
  /** The name, else the address. */
  displayName: string | null;
  email: string | null;
  /** Which of these only the page has said: 'name', 'email', 'attributes.' with a key. */
  unverified: string[];
  emailNotifications: boolean;
  /** What was last sent to this address came back, or was refused. */
  mailsReturn: boolean;
  locale: string;
  device: string | null;
  browser: string | null;
  attributes: Record<string, string | number | boolean>;
  visits: number;
  cartValue: string | null;
  cartCurrency: string | null;
  custom: Record<string, string | number | boolean> | null;
  pages: { title: string; url: string; at: string }[] | null;
  survey: SurveyFacts | null;
  earlier: EarlierConversation[] | null;
  transactions: { reference: string; amount: string; currency: string; at: string }[] | null;
}

export interface SurveyFacts {
  score: number | null;
  recommendation: number | null;
  comment: string | null;
}

export interface EarlierConversation {
  id: string;
  score: number | null;
  at: string;
  excerpt: string | null;
  memberId: string | null;
  memberName: string | null;
  memberPicture: string | null;
}

const MOST_VISITS = 100;
const PAGES = 8;
const EARLIER = 5;
const TRANSACTIONS = 5;

@Injectable()
export class VisitorPanelQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of a conversation that the actor may read; that is checked before. */
  async facts({ brandId }: MemberActor, conversationId: string): Promise<VisitorFacts> {
    const [facts] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<VisitorFacts>(FACTS, [brandId, conversationId]),
    );
    if (!facts) throw new Error('A conversation has its visitor.');
    return facts;
  }
}

const FACTS = `
  SELECT v.id, v.blocked_at IS NOT NULL AS "isBlocked", person.ids AS "personIds", v.name, v.display_name AS "displayName", v.email, v.unverified, v.email_notifications AS "emailNotifications", b.locale, b.device, b.browser, v.attributes,
    coalesce((
      SELECT n.state = 'failed' AND n.reason ~ '^(bounced|returned|refused)' FROM notifications n
      WHERE n.brand_id = $1 AND n.recipient = v.email AND n.state IN ('sent', 'delivered', 'failed')
      ORDER BY n.id DESC LIMIT 1), false) AS "mailsReturn",
    EXISTS (SELECT FROM visitors_online($1, person.ids)) AS online,
    (SELECT count(*)::integer FROM (
      SELECT FROM visits p WHERE p.brand_id = $1 AND p.visitor_id = ANY (person.ids) LIMIT ${MOST_VISITS}) past) AS visits,
    visit.cart_value AS "cartValue", visit.cart_currency AS "cartCurrency", visit.custom,
    (SELECT json_agg(p) FROM (
      SELECT p.title, p.url, p.at FROM page_views p WHERE p.brand_id = $1 AND p.visit_id = visit.id
      ORDER BY p.at DESC LIMIT ${PAGES}) p) AS pages,
    (SELECT row_to_json(y) FROM (
      SELECT y.score, y.recommendation, y.comment FROM surveys y
      WHERE y.brand_id = $1 AND y.conversation_id = c.id) y) AS survey,
    (SELECT json_agg(o) FROM (
      SELECT o.id, o.started_at AS at, y.score, m.id AS "memberId", m.name AS "memberName", m.picture AS "memberPicture",
        (SELECT left(e.body, 80) FROM entries e WHERE e.brand_id = $1 AND e.conversation_id = o.id
          AND e.kind = 'message' AND e.side <> 'bot' AND e.body <> '' ORDER BY e.seq LIMIT 1) AS excerpt
      FROM conversations o
      LEFT JOIN LATERAL (
        SELECT t.member_id FROM contacts t WHERE t.brand_id = $1 AND t.conversation_id = o.id
        ORDER BY t.started_at DESC LIMIT 1) held ON true
      LEFT JOIN members m ON m.brand_id = $1 AND m.id = held.member_id
      LEFT JOIN surveys y ON y.brand_id = $1 AND y.conversation_id = o.id
      WHERE o.brand_id = $1 AND o.visitor_id = ANY (person.ids) AND o.id <> c.id
      ORDER BY o.started_at DESC LIMIT ${EARLIER}) o) AS earlier,
    (SELECT json_agg(x) FROM (
      SELECT x.external_id AS reference, x.amount::text, x.currency, x.at FROM transactions x
      WHERE x.brand_id = $1 AND x.visitor_id = ANY (person.ids)
        AND (x.signed OR NOT EXISTS (SELECT FROM transactions s
          WHERE s.brand_id = $1 AND s.external_id = x.external_id AND s.signed))
      ORDER BY x.at DESC LIMIT ${TRANSACTIONS}) x) AS transactions
  FROM conversations c
  JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
  JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
  CROSS JOIN LATERAL (
    SELECT array_agg(o.id) || v.id AS ids FROM visitors o WHERE o.brand_id = $1 AND o.merged_into = v.id
  ) person
  LEFT JOIN LATERAL (
    SELECT t.* FROM visits t WHERE t.brand_id = $1 AND t.visitor_id = ANY (person.ids)
    ORDER BY t.last_at DESC LIMIT 1) visit ON true
  WHERE c.brand_id = $1 AND c.id = $2`;
