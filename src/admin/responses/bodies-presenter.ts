import { languageName } from '../frame/choices.js';

/** A response's texts in a line of the audit log, by language. */
export function presentBodies(bodies: Record<string, string>, locale: string): string | null {
  const told = Object.entries(bodies).map(([each, body]) => `${languageName(locale, each)}: ${body}`);
  return told.join('\n') || null;
}
