import { TEXT_CODES, TEXTS, type OwnText, type TextCode } from '../../sites/index.js';
import type { Posted } from '../frame/posted.js';

/** Which sentences a page is about: those of a language, for all sites or for one. */
export interface TextScope {
  locale: string;
  siteId: string | null;
}

/** The brand's own sentences there: null where it leaves what is said otherwise, empty where it sends none. */
export type OwnTexts = Record<TextCode, string | null>;

export interface TextDraft {
  body: string;
  /** Unchecked for an optional sentence that is not to be sent. */
  sent: boolean;
}

export type TextDrafts = Record<TextCode, TextDraft>;

export function ownTextsOf(reworded: readonly OwnText[], scope: TextScope): OwnTexts {
  return byCode((code) => reworded.find((text) => text.code === code && isWithin(scope, text))?.body ?? null);
}

export function isWithin({ locale, siteId }: TextScope, text: OwnText): boolean {
  return text.locale === locale && text.siteId === siteId;
}

export function draftsOf(own: OwnTexts): TextDrafts {
  return byCode((code) => ({ body: own[code] ?? '', sent: own[code] !== '' }));
}

export function readTextDrafts(posted: Posted): TextDrafts {
  return byCode((code) => ({
    body: posted.text(`body_${code}`),
    sent: !TEXTS[code].optional || posted.checked(`sent_${code}`),
  }));
}

/** An empty field goes back to what is said otherwise; one that is switched off is kept empty. */
export function ownTextsWanted(drafts: TextDrafts): OwnTexts {
  return byCode((code) => {
    const { body, sent } = drafts[code];
    if (!sent) return '';
    return body.trim() === '' ? null : body;
  });
}

function byCode<Value>(make: (code: TextCode) => Value): Record<TextCode, Value> {
  return Object.fromEntries(TEXT_CODES.map((code) => [code, make(code)])) as Record<TextCode, Value>;
}
