import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { forbidden, Refusal, type MemberRole } from '../kernel/index.js';
import { hasRightsOf } from './domain/rights.js';
import { MemberSession, type SignedInMember } from './member-session.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** On routes below `/b/:brand`, behind the `MemberGuard`. */
    member: SignedInMember;
  }
}

const NEEDED_ROLE = 'members:needed-role';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The least role that a route or a controller is for; without it every member of the brand may. */
export const ForRole = (role: MemberRole) => SetMetadata(NEEDED_ROLE, role);

/** Lets active members of the brand in the address pass; in a suspended brand they read only. */
@Injectable()
export class MemberGuard implements CanActivate {
  constructor(
    private readonly sessions: MemberSession,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { accountId } = request.session;
    if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
    const member = await this.sessions.member(
      accountId,
      String(request.params.brand),
      request.acceptsLanguages(),
    );
    request.member = member;
    request.locale = member.actor.locale;
    request.timeZone = member.timeZone;
    const needed = this.reflector.getAllAndOverride<MemberRole | undefined>(NEEDED_ROLE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needed && !hasRightsOf(member.actor.role, needed)) throw forbidden();
    if (member.brand.suspended && !SAFE.has(request.method))
      throw new Refusal('forbidden', 'brand_suspended');
    return true;
  }
}
