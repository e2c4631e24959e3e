import { decodeWords } from 'postal-mime';

/** A header of the form `value; name=parameter` (RFC 2045), with its parameters put together (RFC 2231). */
export interface HeaderValue {
  /** In lower case. */
  value: string;
  /** By name in lower case. */
  params: ReadonlyMap<string, string>;
}

/** Longer ones are made to keep us busy. */
const LONGEST = 16_384;

export function headerValue(header: string): HeaderValue {
  const [value = '', ...rest] = piecesOf(header.slice(0, LONGEST));
  const raw = new Map<string, string>();
  for (const piece of rest) {
    const at = piece.indexOf('=');
    const name = at < 0 ? '' : piece.slice(0, at).trim().toLowerCase();
    if (name !== '' && !raw.has(name)) raw.set(name, piece.slice(at + 1).trim());
  }
  return { value: value.trim().toLowerCase(), params: together(raw) };
}

/** Cut at semicolons outside of quotes; without quotes, escapes and comments. */
function piecesOf(header: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  let comments = 0;
  for (let at = 0; at < header.length; at += 1) {
    const sign = header[at];
    if (isQuoted && sign === '\\' && at + 1 < header.length) piece += header[(at += 1)];
    else if (sign === '"' && comments === 0) isQuoted = !isQuoted;
    else if (isQuoted) piece += sign;
    else if (sign === '(' && (comments > 0 || opensComment(header, at))) comments += 1;
    else if (sign === ')' && comments > 0) comments -= 1;
    else if (comments > 0) continue;
    else if (sign === ';') {
      pieces.push(piece);
      piece = '';
    } else piece += sign;
  }
  return [...pieces, piece];
}

/** Elsewhere it belongs to a name, as in `name=Invoice(1).pdf`. */
function opensComment(header: string, at: number): boolean {
  return (at === 0 || header[at - 1] === ' ' || header[at - 1] === '\t') && header.indexOf(')', at) > 0;
}

/** `name*0*`, `name*1` … as one `name`; encoded words, which are not allowed there and common, are read too. */
function together(raw: ReadonlyMap<string, string>): Map<string, string> {
  const params = new Map<string, string>();
  for (const [name, value] of raw) if (!name.includes('*')) params.set(name, decodeWords(value));
  for (const name of new Set([...raw.keys()].filter((key) => key.includes('*')).map(plainName))) {
    const whole = raw.get(`${name}*`);
    params.set(name, whole === undefined ? continued(name, raw) : percentDecoded(whole));
  }
  return params;
}

function plainName(name: string): string {
  return name.slice(0, name.indexOf('*'));
}

function continued(name: string, raw: ReadonlyMap<string, string>): string {
  let value = '';
  let isEncoded = false;
  for (let at = 0; ; at += 1) {
    const plain = raw.get(`${name}*${at}`);
    const encoded = raw.get(`${name}*${at}*`);
    const piece = plain ?? encoded;
    if (piece === undefined) break;
    isEncoded ||= encoded !== undefined;
    value += encoded === undefined && isEncoded ? piece.replaceAll('%', '%25') : piece;
  }
  return isEncoded ? percentDecoded(value) : value;
}

/** `charset'language'%C3%A9`. */
function percentDecoded(value: string): string {
  const [charset = '', language, ...rest] = value.split("'");
  const hasCharset = language !== undefined && rest.length > 0;
  const text = hasCharset ? rest.join("'") : value;
  const bytes = Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  return hasCharset ? decoderOf(charset).decode(bytes) : new TextDecoder().decode(bytes);
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset || 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
