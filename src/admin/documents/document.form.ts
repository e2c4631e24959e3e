import type { PublishDocumentInput } from '../../sites/index.js';
import type { Posted } from '../frame/posted.js';

export interface DocumentDraft {
  mustAccept: boolean;
  /** By language. */
  texts: Record<string, { title: string; body: string }>;
}

/** Documents there can be: for whom, and of which kind. */
export const SERIES = [
  { audience: 'visitors', kind: 'terms' },
  { audience: 'visitors', kind: 'privacy' },
  { audience: 'members', kind: 'terms' },
  { audience: 'members', kind: 'privacy' },
] as const satisfies Pick<PublishDocumentInput, 'audience' | 'kind'>[];

export type Series = (typeof SERIES)[number];

export function seriesOf(audience: unknown, kind: unknown): Series | undefined {
  return SERIES.find((each) => each.audience === audience && each.kind === kind);
}

export function readDocumentDraft(posted: Posted, locales: readonly string[]): DocumentDraft {
  return {
    mustAccept: posted.checked('mustAccept'),
    texts: Object.fromEntries(
      locales.map((locale) => [
        locale,
        { title: posted.text(`title_${locale}`), body: posted.text(`body_${locale}`) },
      ]),
    ),
  };
}
