import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { isId, Refusal } from '../kernel/index.js';
import { Config } from '../platform/index.js';
import { VisitorSessions, type VisitorSession } from './visitor-sessions.js';

declare module 'express-serve-static-core' {
  interface Request {
    visitorSession?: VisitorSession;
  }
}

/** Lets the messenger's own requests through: from our origin, with the visitor's token as bearer. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly ownOrigin: string;

  constructor(
    config: Config,
    private readonly sessions: VisitorSessions,
  ) {
    this.ownOrigin = new URL(config.publicUrl).origin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const origin = request.get('origin');
    if (origin !== undefined && origin !== this.ownOrigin) throw new Refusal('forbidden', 'origin_refused');
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    if (scheme !== 'Bearer') throw new Refusal('unauthenticated', 'visitor_unknown');
    const { lang, pageViewId } = request.query;
    request.visitorSession = await this.sessions.open({
      siteKey: request.params.siteKey,
      token,
      locale: typeof lang === 'string' ? lang : undefined,
      pageViewId: isId(pageViewId) ? pageViewId : null,
    });
    request.locale = request.visitorSession.actor.locale;
    return true;
  }
}

export const Speaker = createParamDecorator((_: unknown, context: ExecutionContext): VisitorSession => {
  const session = context.switchToHttp().getRequest<Request>().visitorSession;
  if (!session) throw new Error('This route has no BearerGuard.');
  return session;
});
