import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type MemberRole } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export type MemberKind = 'staff' | 'expert' | 'ambassador';
export type Availability = 'available' | 'away';

export interface Member {
  id: string;
  accountId: string;
  role: MemberRole;
  kind: MemberKind;
  status: 'active' | 'suspended';
  name: string;
  slug: string;
  picture: string | null;
  capacity: number;
  /** What the member chose. */
  chosenState: Availability;
  /** What holds now. */
  state: Availability | 'offline';
}

const COLUMNS = `m.id, m.account_id AS "accountId", m.role, m.kind, m.status, m.name, m.slug, m.picture, m.capacity,
  m.chosen_state AS "chosenState", m.state`;

/** The loaders of members. */
@Injectable()
export class MemberAccess {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async member(actor: Actor, id: string): Promise<Member> {
    const [member] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Member>(
        `SELECT ${COLUMNS} FROM members m WHERE m.brand_id = $1 AND m.id = $2 AND m.status <> 'removed'`,
        [actor.brandId, id],
      ),
    );
    if (!member) throw notFound();
    return member;
  }

  /** Whether somebody who was a member once is one now, active or suspended. */
  async isMember(actor: Actor, id: string): Promise<boolean> {
    return (await this.statusOf(actor, id)) !== 'removed';
  }

  async isSuspended(actor: Actor, id: string): Promise<boolean> {
    return (await this.statusOf(actor, id)) === 'suspended';
  }

  /** All of the brand, by name, with the address that each signs in with. */
  all(actor: Actor): Promise<(Member & { email: string })[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Member & { email: string }>(
        `SELECT ${COLUMNS}, a.email FROM members m JOIN accounts a ON a.id = m.account_id
         WHERE m.brand_id = $1 AND m.status <> 'removed' ORDER BY lower(m.name), m.id`,
        [actor.brandId],
      ),
    );
  }

  private async statusOf(actor: Actor, id: string): Promise<string | undefined> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ status: string }>(
        'SELECT status FROM members WHERE brand_id = $1 AND id = $2',
        [actor.brandId, id],
      ),
    );
    return row?.status;
  }
}
