import { createHash } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { isPlainOrigin, upTo } from '../../kernel/index.js';
import type { Config } from '../config/config.js';

/** No inline script or style, nothing from another host, in nobody's frame. */
export function securityHeaders(config: Config): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directives(config, ["'none'"]) },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: config.secure,
    xFrameOptions: { action: 'deny' },
  });
}

export interface Framing {
  /** Who besides ourselves may hold the document in a frame; nobody else can. */
  origins: readonly string[];
  /** Where pictures may come from besides ourselves, such as the brand's logo. */
  pictures: readonly string[];
}

/** For a document that lives in a frame on the brand's sites. What is no plain origin, such as one stored long ago, is left out. */
export function allowFraming(config: Config, response: Response, { origins, pictures }: Framing): void {
  const ancestors = [...origins.filter(isPlainOrigin), "'self'"];
  const policy = directives(config, ancestors, pictures.filter(isPlainOrigin));
  const lines = Object.entries(policy).map(([name, values]) => [kebab(name), ...values].join(' '));
  response.set('Content-Security-Policy', lines.join(';'));
  response.removeHeader('X-Frame-Options');
}

/**
 * For a mail that stands in a frame of a page of ours: nothing runs in it, and of styles only those that it came with
 * apply, each named by its hash.
 */
export function showMail(response: Response, html: string): void {
  const sheets = styleSheets(html);
  const attributes = [...html.matchAll(/\sstyle="([^"]*)"/g)].map(([, css = '']) => unescaped(css));
  const hashes = new Set([...sheets, ...attributes].map((css) => `'sha256-${sha256(css)}'`));
  const policy = [
    "default-src 'none'",
    "img-src 'self' https: data:",
    `style-src 'unsafe-hashes' ${[...hashes].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ];
  response.set('Content-Security-Policy', policy.join(';'));
  response.removeHeader('X-Frame-Options');
}

/** What stands between the tags of its style elements. */
function styleSheets(html: string): string[] {
  const [, ...elements] = html.split(/<style\b/);
  return elements.map((element) => {
    const sheet = upTo(element, '</style>');
    return sheet.slice(sheet.indexOf('>') + 1);
  });
}

/** For what pages of other origins load by a tag: the loader, pictures of the brand. */
export function allowEmbedding(response: Response): void {
  response.set('Cross-Origin-Resource-Policy', 'cross-origin');
}

function directives(
  config: Config,
  ancestors: readonly string[],
  pictures: readonly string[] = [],
): Record<string, readonly string[]> {
  const socket = config.publicUrl.replace(/^http/, 'ws');
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:', ...pictures],
    connectSrc: ["'self'", new URL(socket).origin === 'null' ? socket : new URL(socket).origin],
    fontSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ancestors,
    ...(config.secure ? { upgradeInsecureRequests: [] } : {}),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A value as it is once the markup around it was read. */
function unescaped(value: string): string {
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
