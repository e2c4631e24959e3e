import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import type { Secrets } from '../secrets.js';
import { cookieName, onlyWithCookies } from './cookies.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Every unsafe request that a cookie speaks for carries the token of its page, a form field or a header, and comes from
 * a page of ours where the browser says from where (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/).
 */
export function csrf(config: Config, secrets: Secrets): RequestHandler {
  const secret = secrets.mac('csrf', 'token');
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => (request.session?.accountId ? request.sessionID : 'nobody'),
    cookieName: cookieName(config, 'causerie-csrf'),
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/' },
    getCsrfTokenFromRequest: (request) => request.get('x-csrf-token') ?? tokenOf(request),
  });
  return onlyWithCookies((request, response, next) => {
    if (!SAFE.has(request.method) && isFromElsewhere(request))
      return next(new Refusal('forbidden', 'page_expired'));
    let token: string | undefined;
    response.locals.csrf = () => (token ??= generateCsrfToken(request, response));
    // Nest takes the code off what Express calls an error, and nobody could say why it was refused.
    doubleCsrfProtection(request, response, (error?: unknown) =>
      next(error ? new Refusal('forbidden', 'page_expired') : undefined),
    );
  });
}

/** A form with a file carries it in its address, for its fields are read after this. */
function tokenOf(request: Request): string | undefined {
  const { _csrf } = request.is('multipart/form-data')
    ? (request.query as { _csrf?: unknown })
    : ((request.body ?? {}) as { _csrf?: unknown });
  return typeof _csrf === 'string' ? _csrf : undefined;
}

function isFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
