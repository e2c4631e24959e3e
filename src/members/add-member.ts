import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, requirePermission, type Actor, type MemberRole } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { checkMember } from './member.form.js';
import { MemberAdded } from './members.events.js';
import type { MemberKind } from './member.access.js';

export interface AddMemberInput {
  accountId: string;
  name: string;
  role: MemberRole;
  kind: MemberKind;
  /** Without one the brand's default holds. */
  capacity?: number;
  picture?: string;
}

/** Makes an account a member of the actor's brand; who was one before is the same one again. */
@Injectable()
export class AddMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: AddMemberInput): Promise<{ memberId: string }> {
    requirePermission(actor, 'members.change');
    checkMember({ capacity: 1, ...input });
    return this.unitOfWork.run(actor.brandId, async () => {
      const [made] = await this.unitOfWork.query<{ id: string }>(
        `INSERT INTO members (brand_id, id, account_id, role, kind, name, slug, picture, capacity, state_since, created_at)
         SELECT s.brand_id, $2, $3, $4, $5, $6, $7, $8, coalesce($9, s.default_capacity), $10, $10
         FROM brand_settings s WHERE s.brand_id = $1
         ON CONFLICT (brand_id, account_id) DO UPDATE SET status = 'active', role = $4, kind = $5, name = $6,
           capacity = coalesce($9, members.capacity), chosen_state = 'available', state = 'offline', state_since = $10
         WHERE members.status = 'removed' RETURNING id`,
        [
          actor.brandId,
          newId(),
          input.accountId,
          input.role,
          input.kind,
          input.name,
          await this.freeSlug(actor.brandId, input.name),
          input.picture ?? null,
          input.capacity ?? null,
          this.clock.now(),
        ],
      );
      if (!made) throw new Refusal('conflict', 'already_member');
      const memberId = made.id;
      await this.unitOfWork.query(
        'INSERT INTO memberships (account_id, brand_id, member_id) VALUES ($1, $2, $3)',
        [input.accountId, actor.brandId, memberId],
      );
      const { role, kind, capacity = null } = input;
      await this.events.record(actor, MemberAdded, {
        subjectId: memberId,
        data: { before: null, after: { role, kind, capacity } },
      });
      return { memberId };
    });
  }

  /** The name as an address: "Inès Haddad" is `ines-haddad`, a second one `ines-haddad-2`. */
  private async freeSlug(brandId: string, name: string): Promise<string> {
    const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const wish =
      plain
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60) || 'member';
    const taken = await this.unitOfWork.query<{ slug: string }>(
      `SELECT slug FROM members WHERE brand_id = $1 AND (slug = $2 OR slug LIKE $2 || '-%')`,
      [brandId, wish],
    );
    const slugs = new Set(taken.map(({ slug }) => slug));
    if (!slugs.has(wish)) return wish;
    for (let number = 2; ; number += 1) if (!slugs.has(`${wish}-${number}`)) return `${wish}-${number}`;
  }
}
