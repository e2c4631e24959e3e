import type { ConversationState } from '../../src/conversations/index.js';
import { newId, type MemberActor, type MemberRole, type VisitorActor } from '../../src/kernel/index.js';
import type { TestDatabase } from '../support/servers/postgres.js';

/**
 * A brand with a site, and its people and conversations, written straight into the tables. An id is new unless it is
 * given: one that another brand has as well.
 */
export interface BrandRows {
  brandId: string;
  siteId: string;
  member(name: string, role?: MemberRole, id?: string): Promise<MemberActor>;
  visitor(facts?: {
    id?: string;
    name?: string;
    mergedInto?: string;
    rejoined?: boolean;
    locale?: string;
  }): Promise<VisitorActor>;
  conversation(
    visitor: VisitorActor,
    facts?: { id?: string; state?: ConversationState; member?: MemberActor },
  ): Promise<string>;
  /** A document that visitors or members must accept before they write. */
  document(facts: {
    audience: 'visitors' | 'members';
    kind: 'terms' | 'privacy';
    version: number;
    must?: boolean;
  }): Promise<string>;
  accept(actor: VisitorActor | MemberActor, documentId: string): Promise<void>;
}

export async function brandRows(database: TestDatabase): Promise<BrandRows> {
  const brandId = newId();
  const siteId = newId();
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const places = columns.map((_, at) => `$${at + 1}`);
    return database.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  };
  const long = new Date('2026-01-01T00:00:00Z');
  await insert('brands', {
    id: brandId,
    slug: `brand-${brandId.slice(-12)}`,
    name: 'A brand',
    default_locale: 'fr',
    time_zone: 'Europe/Paris',
    created_at: long,
  });
  await insert('brand_settings', { brand_id: brandId });
  await insert('sites', {
    brand_id: brandId,
    id: siteId,
    name: 'Shop',
    origins: [],
    default_locale: 'fr',
    colour: '#336699',
    file_types: ['image/png', 'image/jpeg', 'application/pdf'],
    secret_encrypted: '',
    created_at: long,
  });
  const rows: BrandRows = {
    brandId,
    siteId,
    async member(name, role = 'agent', id = newId()) {
      const accountId = newId();
      await insert('accounts', {
        id: accountId,
        email: `${accountId}@test`,
        password_hash: '',
        name,
        created_at: long,
      });
      await insert('members', {
        brand_id: brandId,
        id,
        account_id: accountId,
        role,
        kind: 'staff',
        name,
        slug: id,
        capacity: 3,
        state_since: long,
        created_at: long,
      });
      return { kind: 'member', brandId, id, accountId, role, locale: 'fr' };
    },
    async visitor({ id = newId(), name, mergedInto, rejoined, locale = 'fr' } = {}) {
      await insert('visitors', {
        brand_id: brandId,
        id,
        site_id: siteId,
        name: name ?? null,
        locale,
        merged_into: mergedInto ?? null,
        rejoined_at: rejoined ? long : null,
        created_at: long,
        last_seen_at: long,
      });
      return { kind: 'visitor', brandId, id, siteId, locale };
    },
    async conversation(visitor, { id = newId(), state, member } = {}) {
      await insert('conversations', {
        brand_id: brandId,
        id,
        site_id: siteId,
        visitor_id: visitor.id,
        origin: 'targeted',
        asynchronous: true,
        locale: 'fr',
        state: state ?? (member ? 'on_desk' : 'waiting'),
        member_id: state === 'snoozed' ? null : (member?.id ?? null),
        queued_at: long,
        started_at: long,
        snoozed_until: state === 'snoozed' ? long : null,
        snoozed_by: state === 'snoozed' ? (member ?? (await rows.member('Set it aside'))).id : null,
        closed_at: state === 'closed' ? long : null,
        close_reason: state === 'closed' ? 'done' : null,
      });
      if (member)
        await insert('contacts', {
          brand_id: brandId,
          id: newId(),
          conversation_id: id,
          member_id: member.id,
          started_at: long,
        });
      return id;
    },
    async document({ audience, kind, version, must = true }) {
      const id = newId();
      await insert('documents', {
        brand_id: brandId,
        id,
        audience,
        kind,
        version,
        must_accept: must,
        published_at: long,
      });
      return id;
    },
    async accept(actor, documentId) {
      const table = actor.kind === 'visitor' ? 'consents' : 'member_consents';
      const column = actor.kind === 'visitor' ? 'visitor_id' : 'member_id';
      await insert(table, {
        brand_id: brandId,
        [column]: actor.id,
        document_id: documentId,
        locale: 'fr',
        at: long,
      });
    },
  };
  return rows;
}
