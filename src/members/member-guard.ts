import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Refusal, requirePermission, type Permission } from '../kernel/index.js';
import { MemberLimits, type MemberAct } from './member-limits.js';
import { MemberSession, type SignedInMember } from './member-session.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** On routes below `/b/:brand`, behind the `MemberGuard`. */
    member: SignedInMember;
    /** What was read in the same round trip, where the route asks for it. */
    along?: unknown;
  }
}

const NEEDED = 'members:needed';
const READ_ALONG = 'members:read-along';
const COUNTED_AS = 'members:counted-as';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a member must be allowed for a route or a controller; without it every member of the brand may. */
export const Needs = (permission: Permission) => SetMetadata(NEEDED, permission);

/** Names a function of the database over brand and member: the page has what it reads without a round trip of its own. */
export const ReadsAlong = (name: string) => SetMetadata(READ_ALONG, name);

/** Counts requests against what a member may of it, before anything is done. */
export const CountedAs = (act: MemberAct) => SetMetadata(COUNTED_AS, act);

/** What the function of `ReadsAlong` gave. */
export const ReadAlong = createParamDecorator(
  (_data: unknown, context: ExecutionContext): unknown => context.switchToHttp().getRequest<Request>().along,
);

/** Lets active members of the brand in the address pass; in a suspended brand they read only. */
@Injectable()
export class MemberGuard implements CanActivate {
  constructor(
    private readonly sessions: MemberSession,
    private readonly limits: MemberLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { accountId, provedAt } = request.session;
    if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
    const { member, along } = await this.sessions.memberWith(
      {
        accountId,
        slug: String(request.params.brand),
        isProved: Boolean(provedAt),
        locales: request.acceptsLanguages(),
      },
      this.metadata<string>(READ_ALONG, context),
    );
    request.member = member;
    request.along = along;
    request.locale = member.actor.locale;
    request.timeZone = member.timeZone;
    const needed = this.metadata<Permission>(NEEDED, context);
    if (needed) requirePermission(member.actor, needed);
    if (member.brand.suspended && !SAFE.has(request.method))
      throw new Refusal('forbidden', 'brand_suspended');
    const act = this.metadata<MemberAct>(COUNTED_AS, context);
    if (act) this.limits.take(act, member.actor);
    return true;
  }

  private metadata<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}
