/** Why there is no reason left to send it. */
export interface Suppressed {
  suppressed: string;
}

/**
 * `sent`: somebody has taken it over. `refused`: this message will never be taken, with the provider's number.
 * `delayed`: not now, for a reason of ours or the provider's: `certificate`, `relay_denied:554 5.7.1`; null where none is
 * known.
 */
export type Handover =
  { result: 'sent' } | { result: 'refused'; code: number } | { result: 'delayed'; reason: string | null };

export function isSuppressed(made: object): made is Suppressed {
  return 'suppressed' in made;
}
