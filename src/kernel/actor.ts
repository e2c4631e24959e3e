export type MemberRole = 'admin' | 'manager' | 'agent';

/** Who does it, for which brand, in which language. Every verb takes one. */
export type Actor = MemberActor | VisitorActor | OperatorActor | SystemActor;

export interface MemberActor {
  kind: 'member';
  brandId: string;
  id: string;
  accountId: string;
  role: MemberRole;
  locale: string;
}

export interface VisitorActor {
  kind: 'visitor';
  brandId: string;
  id: string;
  siteId: string;
  locale: string;
}

/** Who runs the platform: no part of the brand, which knows them by no name. */
export interface OperatorActor {
  kind: 'operator';
  brandId: string;
  id: null;
  accountId: string;
  locale: string;
}

/** The application itself: timers, passes, subscribers. */
export interface SystemActor {
  kind: 'system';
  brandId: string;
  id: null;
  locale: string;
}

export function systemActor(brandId: string): SystemActor {
  return { kind: 'system', brandId, id: null, locale: 'en' };
}

type ByActor<Result> = { [Kind in Actor['kind']]: (actor: Extract<Actor, { kind: Kind }>) => Result };

/** What holds for each kind of actor: a new kind does not compile until every place has said what it may. */
export function byActor<Result>(actor: Actor, cases: ByActor<Result>): Result {
  const ofKind = cases[actor.kind] as (actor: Actor) => Result;
  return ofKind(actor);
}
