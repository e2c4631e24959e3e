import { trimmedOf } from '../../kernel/index.js';

/**
 * The Content-Disposition of a file (RFC 6266) from a name that may be anything: what could end the header, leave the
 * folder of downloads or turn the reading direction is taken out here, whatever `fileNameFor` has left of it.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const clean = cleanName(name);
  const plain = clean.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const LONGEST = 150;

function cleanName(name: string): string {
  const harmless = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').replace(/[/\\:*?"<>|]/g, '_');
  return [...trimmedOf(harmless, /[.\s]/)].slice(-LONGEST).join('') || 'file';
}
