import {
  Catch,
  HttpException,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal, type RefusalKind } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { I18n } from '../i18n/i18n.js';
import { Views } from '../views/views.js';
import { EXPIRED, knownPath } from './answers.js';
import { isFragmentRequest, isPlainForm, pageContext, wantsJson } from './request.js';
import { withQuery } from './with-query.js';

const KIND_OF_STATUS: Record<number, RefusalKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_found',
  409: 'conflict',
  413: 'too_large',
  429: 'too_many',
  503: 'unavailable',
};

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** In the address of a page that is asked for again because something on it was refused. */
const REFUSED = 'refused';

/** A setting of a brand that stands in a list, and the address of that list. */
const LISTED_SETTING = /^(\/b\/[^/]+\/admin\/(?:mails\/)?[^/]+)\/[^/]/;

/** By these somebody may not be on the page that they have open. */
const BARRED = new Set(['forbidden', 'two_step_needed', 'two_step_unproved']);

/** What Postgres says of a value that no column can hold: NUL, not UTF-8, not a UUID, out of range, not a date. */
const UNSTORABLE = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** The reason of a refusal that comes from the framework, a parser or the database; null for a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { status, code, driverError } = error as {
    status?: unknown;
    code?: unknown;
    driverError?: { code?: string };
  };
  if (UNSTORABLE.has(String(driverError?.code ?? code))) return new Refusal('invalid', 'invalid_input');
  const answered = error instanceof HttpException ? error.getStatus() : status;
  if (typeof answered !== 'number' || answered < 400 || answered >= 500) return null;
  const kind = KIND_OF_STATUS[answered] ?? 'invalid';
  return new Refusal(kind, kind === 'invalid' ? 'invalid_input' : kind);
}

/** Every refusal in the form its reader understands: problem details (RFC 9457) for programs, a page for people. */
@Catch()
@Injectable()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(
    private readonly i18n: I18n,
    private readonly views: Views,
    private readonly config: Config,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = refusalOf(error);
    if (!refusal)
      this.logger.error(`${request.method} failed`, error instanceof Error ? error.stack : String(error));
    if (response.headersSent) return void response.end();
    this.answer(
      refusal ?? new Refusal('unavailable', 'unexpected'),
      refusal ? refusal.status : 500,
      request,
      response,
    );
  }

  private answer(refusal: Refusal, status: number, request: Request, response: Response): void {
    request.locale ??= this.i18n.choose(request.acceptsLanguages());
    const { code, details } = refusal;
    const title = this.i18n.t(request.locale, `errors:${code}`, details.params);
    if (details.retryAfter) response.set('Retry-After', String(Math.ceil(details.retryAfter)));
    response.status(status).set('Cache-Control', 'no-store').vary('Accept');
    if (refusal.kind === 'unauthenticated' && request.method === 'GET' && !wantsJson(request)) {
      return this.leadToSignIn(request, response);
    }
    if (wantsJson(request)) {
      response
        .type('application/problem+json')
        .send(JSON.stringify({ type: 'about:blank', title, status, code, ...this.fields(refusal, request) }));
      return;
    }
    const returnUrl = code === 'page_expired' ? this.wayBack(request) : null;
    if (returnUrl && isPlainForm(request)) return response.redirect(303, returnUrl);
    const isAct = !SAFE.has(request.method) || REFUSED in request.query;
    const deskUrl = knownPath(/^\/b\/[^/]+/.exec(request.path)?.[0].concat('/desk'));
    const listUrl = knownPath(LISTED_SETTING.exec(request.path)?.[1]);
    const data = { code, status, message: title, isAct, deskUrl, listUrl, returnUrl };
    response.type('html');
    if (isFragmentRequest(request)) {
      // A form that asks with each word typed says once that its session has ended.
      response.set({ 'HX-Retarget': '#notices', 'HX-Reswap': returnUrl ? 'innerHTML' : 'beforeend' });
      const page = BARRED.has(code) ? this.pageOf(request) : null;
      if (page) response.set('HX-Redirect', `${page}?${REFUSED}`);
      response.send(this.views.render('errors/_notice', data, request.locale));
    } else response.send(this.views.page('errors/show', data, pageContext(request, response)));
  }

  private leadToSignIn(request: Request, response: Response): void {
    const isFragment = isFragmentRequest(request);
    const known = isFragment ? this.pageOf(request) : knownPath(request.path);
    const next = known === '/' ? null : known;
    // Whoever asks for a part of a page had it open, and so was signed in.
    const ended = isFragment ? 'yes' : null;
    const path = withQuery('/sign-in', { next, ended });
    if (ended) response.status(200).set('HX-Redirect', path).end();
    else response.redirect(303, path);
  }

  /** Through sign-in to the page that something was sent from; straight there where somebody has signed in again. */
  private wayBack(request: Request): string | null {
    const page = this.pageOf(request);
    return page && withQuery('/sign-in', { next: `${page}${EXPIRED}`, ended: 'yes' });
  }

  /** The page of ours that a form was sent from, or that asks for a part of itself. */
  private pageOf(request: Request): string | null {
    const current = isFragmentRequest(request) ? request.get('hx-current-url') : undefined;
    const address = current ?? request.get('referer') ?? '';
    if (!URL.canParse(address)) return null;
    const { origin, pathname } = new URL(address);
    return current || origin === new URL(this.config.publicUrl).origin ? knownPath(pathname) : null;
  }

  private fields({ details }: Refusal, request: Request): { fields?: Record<string, string> } {
    if (!details.fields) return {};
    const sentences = Object.entries(details.fields).map(([field, code]) => [
      field,
      this.i18n.t(request.locale, `errors:${code}`),
    ]);
    return { fields: Object.fromEntries(sentences) as Record<string, string> };
  }
}
