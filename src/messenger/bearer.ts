import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { isId, Refusal } from '../kernel/index.js';
import { ClientAddresses, Config } from '../platform/index.js';
import { VisitorLimits } from './visitor-limits.js';
import { VisitorSessions, type VisitorSession } from './visitor-sessions.js';

declare module 'express-serve-static-core' {
  interface Request {
    visitorSession?: VisitorSession;
  }
}

/** Only the messenger's own document may ask with a bearer's token. */
@Injectable()
export class OwnOrigin {
  private readonly origin: string;

  constructor(config: Config) {
    this.origin = new URL(config.publicUrl).origin;
  }

  check(request: Request): void {
    const origin = request.get('origin');
    if (origin !== undefined && origin !== this.origin) throw new Refusal('forbidden', 'origin_refused');
  }
}

/** The token that a request shows, which nobody has looked at yet. */
export function bearerOf(request: Request): string | undefined {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer') throw new Refusal('unauthenticated', 'visitor_unknown');
  return token;
}

/** Lets the messenger's own requests through: from our origin, with the visitor's token as bearer. */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    private readonly origin: OwnOrigin,
    private readonly sessions: VisitorSessions,
    private readonly addresses: ClientAddresses,
    private readonly limits: VisitorLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    this.origin.check(request);
    const { lang, pageViewId } = request.query;
    const { siteKey } = request.params;
    const token = bearerOf(request);
    const { network } = this.addresses.of(request);
    this.limits.claim('content', { siteKey, token, network });
    request.visitorSession = await this.sessions.open({
      siteKey,
      token,
      network,
      locale: typeof lang === 'string' ? lang : undefined,
      pageViewId: isId(pageViewId) ? pageViewId : null,
    });
    request.locale = request.visitorSession.actor.locale;
    return true;
  }
}

/** Whom the guard has let through. */
export function speakerOf({ visitorSession }: Request): VisitorSession {
  if (!visitorSession) throw new Error('This route has no BearerGuard.');
  return visitorSession;
}

export const Speaker = createParamDecorator((_: unknown, context: ExecutionContext): VisitorSession =>
  speakerOf(context.switchToHttp().getRequest<Request>()),
);
