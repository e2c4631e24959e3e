import { VISITOR_LOCALES } from '../../platform/index.js';
import type { ResponseState } from '../../responses/index.js';
import type { Posted } from '../frame/posted.js';

/** As it was typed: every language, also those that say nothing. Whose it is stands in one field (mine, brand, or a group), which only who may share has. */
export function readResponseDraft(posted: Posted): ResponseState {
  const whose = posted.checked('scope') ? posted.text('scope') : 'mine';
  const isOfGroup = whose !== 'mine' && whose !== 'brand';
  return {
    scope: isOfGroup ? 'group' : whose === 'brand' ? 'brand' : 'mine',
    groupId: isOfGroup ? whose : null,
    shortcut: posted.text('shortcut'),
    title: posted.text('title'),
    bodies: Object.fromEntries(VISITOR_LOCALES.map((locale) => [locale, posted.text(`body_${locale}`)])),
  };
}

export function emptyResponseDraft(scope: 'mine' | 'brand'): ResponseState {
  return { scope, groupId: null, shortcut: '', title: '', bodies: {} };
}
