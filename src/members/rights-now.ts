import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Socket } from 'socket.io';
import { BrandReopened, BrandSuspended } from '../brands/index.js';
import { Events, Live } from '../platform/index.js';
import { Clock, forbidden, notFound, Refusal } from '../kernel/index.js';
import { barOf, type TwoStep } from './domain/two-step.js';
import { changeOfStanding, type StandingChange } from './domain/standing.js';
import type { SignedInMember } from './member-session.js';
import { StandingQueries, type MemberStanding } from './standing.queries.js';

/** Whose rights have changed: those that are all of what is named. */
export interface RightsChange {
  brandId?: string;
  memberId?: string;
  accountId?: string;
  sessionId?: string;
}

interface Watched {
  socket: Socket;
  sessionId: string;
  me: SignedInMember;
  /** Unknown until they were looked at once. */
  groups: readonly string[] | null;
  tell: (change: StandingChange, me: SignedInMember) => void;
  /** When what is known was asked for. */
  judgedAt: number;
  /** What was asked for before this counts no more. */
  voidBefore: number;
  refusal: Refusal | null;
  judging: Promise<void> | null;
}

const CHANGED = 'members.rights';
/** What is known of somebody's rights serves no longer than this. */
const BOUND_MS = 1000;
const SWEEP_MS = 500;

/**
 * What those whose sockets this node holds may do now, not when they came. A change is told from node to node; since
 * that may be lost, one statement a half second asks for all of them, and what nobody could ask for within the last
 * second is asked for before anything is done in somebody's name. A socket of who may not be here any more ends.
 */
@Injectable()
export class RightsNow implements OnModuleInit {
  private readonly logger = new Logger('RightsNow');
  private readonly watched = new Map<string, Watched>();
  private isSweeping = false;

  constructor(
    private readonly standings: StandingQueries,
    private readonly live: Live,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.live.whenTold<RightsChange>(CHANGED, (change) => void this.heard(change));
    for (const change of [BrandSuspended, BrandReopened])
      this.events.onCommitted(change, ({ brandId }) => this.changed({ brandId }));
  }

  /** `tell` is called with what has changed and the member as they are from then on. */
  watch(socket: Socket, { sessionId, me, tell }: Pick<Watched, 'sessionId' | 'me' | 'tell'>): void {
    const unknown = { groups: null, refusal: null, judging: null, judgedAt: -Infinity, voidBefore: 0 };
    this.watched.set(socket.id, { socket, sessionId, me, tell, ...unknown });
    socket.once('disconnect', () => this.watched.delete(socket.id));
  }

  /** Whom the socket speaks for, as they are now; refuses where they may not be here any more. */
  async of(socket: Socket): Promise<SignedInMember> {
    const watched = this.watched.get(socket.id);
    if (!watched) throw signInNeeded();
    if (performance.now() - watched.judgedAt >= BOUND_MS) {
      watched.judging ??= this.judge([watched]).finally(() => (watched.judging = null));
      await watched.judging;
    }
    if (watched.refusal) throw watched.refusal;
    return watched.me;
  }

  /** Before a socket begins to hear something: refuses where it was looked up by rights that are others by now. */
  async confirm(socket: Socket, { actor: { role } }: SignedInMember): Promise<void> {
    if ((await this.of(socket)).actor.role !== role) throw forbidden();
  }

  /** After a commit: what any node knows of these is void. */
  changed(change: RightsChange): void {
    this.live.tellNodes(CHANGED, change);
  }

  @Interval(SWEEP_MS)
  async sweep(): Promise<void> {
    if (this.watched.size === 0 || this.isSweeping) return;
    this.isSweeping = true;
    await this.quietly([...this.watched.values()]);
    this.isSweeping = false;
  }

  private async heard(change: RightsChange): Promise<void> {
    const meant = [...this.watched.values()].filter((watched) => isMeant(watched, change));
    const voids = { judgedAt: -Infinity, voidBefore: performance.now(), judging: null };
    for (const watched of meant) Object.assign(watched, voids);
    if (meant.length > 0) await this.quietly(meant);
  }

  private async quietly(which: Watched[]): Promise<void> {
    try {
      await this.judge(which);
    } catch (error) {
      this.logger.warn(`rights could not be looked at: ${String(error)}`);
    }
  }

  private async judge(which: Watched[]): Promise<void> {
    const asked = performance.now();
    const standings = await this.standings.of(
      which.map(({ sessionId, me: { actor } }) => ({
        sessionId,
        accountId: actor.accountId,
        brandId: actor.brandId,
      })),
    );
    which.forEach((watched, at) => {
      if (asked < watched.judgedAt || asked < watched.voidBefore) return;
      watched.judgedAt = asked;
      this.apply(watched, standings[at]);
    });
  }

  private apply(watched: Watched, standing: MemberStanding | undefined): void {
    const refusal = this.refusalOf(standing, watched.me);
    if (refusal || !standing) {
      watched.refusal = refusal;
      this.watched.delete(watched.socket.id);
      return void watched.socket.disconnect(true);
    }
    const { me: before, groups: groupsBefore } = watched;
    watched.me = withStanding(before, standing);
    watched.groups = standing.groups;
    const change = changeOfStanding(
      standingOf(before, groupsBefore ?? standing.groups),
      standingOf(watched.me, standing.groups),
    );
    if (change) watched.tell(change, watched.me);
  }

  private refusalOf(standing: MemberStanding | undefined, me: SignedInMember): Refusal | null {
    if (!standing?.isSignedIn) return signInNeeded();
    if (standing.status === null) return notFound();
    if (standing.status !== 'active') return forbidden();
    const bar = barOf(twoStepOf(me, standing), this.clock.now());
    return bar && new Refusal('forbidden', bar);
  }
}

function isMeant({ sessionId, me: { actor } }: Watched, change: RightsChange): boolean {
  const own = { brandId: actor.brandId, memberId: actor.id, accountId: actor.accountId, sessionId };
  return Object.entries(change).every(([name, value]) => own[name as keyof RightsChange] === value);
}

function signInNeeded(): Refusal {
  return new Refusal('unauthenticated', 'sign_in_needed');
}

function withStanding(me: SignedInMember, now: MemberStanding): SignedInMember {
  const { role, kind, name, picture, capacity, chosenState, state } = now;
  const brand = { ...me.brand, suspended: now.brandState === 'suspended' };
  const twoStep = twoStepOf(me, now);
  return {
    ...me,
    actor: { ...me.actor, role },
    brand,
    kind,
    name,
    picture,
    capacity,
    chosenState,
    state,
    twoStep,
  };
}

function twoStepOf({ twoStep }: SignedInMember, { twoStepFrom, hasFactor }: MemberStanding): TwoStep {
  return { ...twoStep, requiredFrom: twoStepFrom, hasFactor };
}

function standingOf({ actor, brand, capacity }: SignedInMember, groups: readonly string[]) {
  return { role: actor.role, isBrandSuspended: brand.suspended, groups, capacity };
}
