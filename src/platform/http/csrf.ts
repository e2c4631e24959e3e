import { doubleCsrf } from 'csrf-csrf';
import type { RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import type { Secrets } from '../secrets.js';
import { cookieName, onlyWithCookies } from './cookies.js';

/** Every unsafe request that a cookie speaks for carries the token of its page: a form field or a header. */
export function csrf(config: Config, secrets: Secrets): RequestHandler {
  const secret = secrets.mac('csrf', 'token');
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => (request.session?.accountId ? request.sessionID : 'nobody'),
    cookieName: cookieName(config, 'causerie-csrf'),
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/' },
    getCsrfTokenFromRequest: (request) =>
      request.get('x-csrf-token') ?? (request.body as { _csrf?: string } | undefined)?._csrf,
  });
  return onlyWithCookies((request, response, next) => {
    let token: string | undefined;
    response.locals.csrf = () => (token ??= generateCsrfToken(request, response));
    // Nest takes the code off what Express calls an error, and nobody could say why it was refused.
    doubleCsrfProtection(request, response, (error?: unknown) =>
      next(error ? new Refusal('forbidden', 'page_expired') : undefined),
    );
  });
}
