import type { Request, Response } from 'express';
import type { PageContext } from '../views/views.js';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
    /** The language the person chose; without one the browser decides. */
    locale: string | null;
    timeZone: string | null;
    signedInAt: string;
    /** When a second factor was shown in this session; null without one. */
    provedAt: string | null;
    /** When somebody has shown once more that it is them, before changing how they sign in. */
    confirmedAt?: string;
    /** Names the sign-in to its owner, where nothing but the browser may know the session's own id. */
    signInId?: string;
    /** What the browser said of itself. */
    agent?: string;
    /** The hour of the last use. */
    usedAt?: string;
    /** The day of the last use, as a former version noted it. */
    seen?: string;
  }
}

declare module 'express-serve-static-core' {
  interface Request {
    /** The reader's language: chosen, else the browser's, else English. */
    locale: string;
    /** The reader's time zone, where a member is signed in. */
    timeZone?: string;
  }
}

/** Addresses that carry their own proof (a bearer token, a signature, an Origin): no cookie is read there. */
const WITHOUT_COOKIES = /^\/(w|api|assets|health|files|l|mail|callbacks)\/|^\/metrics$/i;

export function readsCookies(request: Request): boolean {
  return !WITHOUT_COOKIES.test(request.path);
}

/** Whether the answer is for a program: an API, a widget, a script of ours that asked for JSON. */
export function wantsJson(request: Request): boolean {
  return /^\/(w|api)\//.test(request.path) || request.accepts(['html', 'json']) === 'json';
}

export function isFragmentRequest(request: Request): boolean {
  return request.get('hx-request') === 'true' && request.get('hx-history-restore-request') !== 'true';
}

/** A form that a browser sends by itself, and whose answer it shows in place of the page. */
export function isPlainForm(request: Request): boolean {
  const shownIn = request.get('sec-fetch-dest') ?? 'document';
  return Boolean(request.is('urlencoded')) && shownIn === 'document' && !isFragmentRequest(request);
}

export function pageContext(request: Request, response: Response): PageContext {
  const locals = response.locals as { csrf?: () => string };
  return {
    locale: request.locale,
    csrf: locals.csrf?.() ?? '',
    path: request.path,
    timeZone: request.timeZone ?? request.session?.timeZone,
  };
}
