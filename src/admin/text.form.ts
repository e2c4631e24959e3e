import { OPTIONAL_TEXTS, TEXT_CODES, type OwnText, type TextCode } from '../sites/index.js';
import type { Posted } from './posted.js';

/** A brand's own sentences of one language: null where it leaves the product's, empty where it sends none. */
export type OwnTexts = Record<TextCode, string | null>;

export interface TextDraft {
  body: string;
  /** Unchecked for an optional sentence that is not to be sent. */
  sent: boolean;
}

export type TextDrafts = Record<TextCode, TextDraft>;

export function ownTextsOf(reworded: readonly OwnText[], locale: string): OwnTexts {
  return byCode((code) => {
    const own = reworded.find((text) => text.code === code && text.locale === locale && text.siteId === null);
    return own ? own.body : null;
  });
}

export function draftsOf(own: OwnTexts): TextDrafts {
  return byCode((code) => ({ body: own[code] ?? '', sent: own[code] !== '' }));
}

export function readTextDrafts(posted: Posted): TextDrafts {
  return byCode((code) => ({
    body: posted.text(`body_${code}`),
    sent: !isOptional(code) || posted.checked(`sent_${code}`),
  }));
}

/** An empty field goes back to the product's sentence; one that is switched off is kept empty. */
export function ownTextsWanted(drafts: TextDrafts): OwnTexts {
  return byCode((code) => {
    const { body, sent } = drafts[code];
    if (!sent) return '';
    return body.trim() === '' ? null : body;
  });
}

export function isOptional(code: TextCode): boolean {
  return OPTIONAL_TEXTS.includes(code);
}

function byCode<Value>(make: (code: TextCode) => Value): Record<TextCode, Value> {
  return Object.fromEntries(TEXT_CODES.map((code) => [code, make(code)])) as Record<TextCode, Value>;
}
