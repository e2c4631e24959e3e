import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import {
  Clock,
  forbidden,
  notFound,
  Refusal,
  systemActor,
  type MemberActor,
  type MemberRole,
} from '../kernel/index.js';
import { Events, I18n, RateLimits, Statements, UnitOfWork, type RateLimit } from '../platform/index.js';
import { barOf, type TwoStep } from './domain/two-step.js';
import type { Availability, MemberKind } from './member.access.js';
import { ForeignAccessRefused } from './members.events.js';
import type { Alerts } from './save-alerts.js';

/** Whose session asks for a page of which brand. */
export interface Caller {
  accountId: string;
  slug: string;
  /** Whether the session has shown a second factor. */
  isProved: boolean;
  /** The languages the browser wishes, for an account that has chosen none. */
  locales: readonly string[];
}

/** A signed-in member within the brand whose page is asked for. */
export interface SignedInMember {
  actor: MemberActor;
  brand: {
    id: string;
    slug: string;
    name: string;
    suspended: boolean;
    defaultLocale: string;
    timeZone: string;
  };
  name: string;
  kind: MemberKind;
  picture: string | null;
  capacity: number;
  chosenState: Availability;
  state: Availability | 'offline';
  timeZone: string;
  alerts: Alerts;
  /** In how many brands this account is a member. */
  brands: number;
  twoStep: TwoStep;
}

interface Row {
  brand_id: string;
  slug: string;
  brand_name: string;
  brand_state: 'active' | 'suspended';
  default_locale: string;
  brand_time_zone: string;
  member_id: string | null;
  role: MemberRole;
  kind: MemberKind;
  status: 'active' | 'suspended';
  name: string;
  picture: string | null;
  capacity: number;
  chosen_state: Availability;
  state: Availability | 'offline';
  locale: string | null;
  time_zone: string | null;
  alerts: Alerts;
  brands: number;
  two_step_from: string | null;
  has_factor: boolean;
}

const NOTED: RateLimit = { name: 'foreign-access', points: 5, seconds: 60 };

/** Finds out who a session is in a brand. A brand that is not theirs looks like one that does not exist. */
@Injectable()
export class MemberSession {
  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly limits: RateLimits,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async member(caller: Caller): Promise<SignedInMember> {
    return (await this.memberWith(caller)).member;
  }

  /** In the same round trip what a function of the database over brand and member reads for them. */
  async memberWith(caller: Caller, read?: string): Promise<{ member: SignedInMember; along: unknown }> {
    const { accountId, slug, isProved, locales } = caller;
    const [row] = await this.statements.run<{ member: Row; along: unknown }>(
      `membership_at ${read ?? ''}`,
      `SELECT to_json(m) AS member,
         ${read ? `CASE m.status WHEN 'active' THEN ${read}(m.brand_id, m.member_id) END` : 'NULL'} AS along
       FROM membership_at($1, $2) m`,
      [accountId, slug],
    );
    if (!row) throw notFound();
    const { member, along } = row;
    if (!member.member_id) {
      await this.note(member.brand_id, accountId);
      throw notFound();
    }
    if (member.status !== 'active') throw forbidden();
    const twoStep = twoStepOf(member, isProved);
    const bar = barOf(twoStep, this.clock.now());
    if (bar) throw new Refusal('forbidden', bar);
    const locale = this.i18n.choose([member.locale, ...locales]);
    return { member: { ...signedIn(member, accountId, member.member_id, locale), twoStep }, along };
  }

  /** An attempt on another brand stands in that brand's audit log; a flood of them does not fill it. */
  private async note(brandId: string, accountId: string): Promise<void> {
    const isFlood = await this.limits.take(NOTED, accountId).then(
      () => false,
      () => true,
    );
    if (isFlood) return;
    await this.unitOfWork.run(
      brandId,
      () => this.events.record(systemActor(brandId), ForeignAccessRefused, { data: { accountId } }),
      { whileSuspended: true },
    );
  }
}

/** `@Me() me: SignedInMember`, behind the `MemberGuard`. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): SignedInMember => {
  return context.switchToHttp().getRequest<{ member: SignedInMember }>().member;
});

function twoStepOf({ two_step_from: from, has_factor: hasFactor }: Row, isProved: boolean): TwoStep {
  return { requiredFrom: from === null ? null : new Date(from), hasFactor, isProved };
}

function signedIn(
  row: Row,
  accountId: string,
  memberId: string,
  locale: string,
): Omit<SignedInMember, 'twoStep'> {
  return {
    actor: { kind: 'member', brandId: row.brand_id, id: memberId, accountId, role: row.role, locale },
    brand: {
      id: row.brand_id,
      slug: row.slug,
      name: row.brand_name,
      suspended: row.brand_state === 'suspended',
      defaultLocale: row.default_locale,
      timeZone: row.brand_time_zone,
    },
    name: row.name,
    kind: row.kind,
    picture: row.picture,
    capacity: row.capacity,
    chosenState: row.chosen_state,
    state: row.state,
    timeZone: row.time_zone ?? row.brand_time_zone,
    alerts: row.alerts,
    brands: row.brands,
  };
}
