/** What is offered instead of a conversation. */
export type LastResort = 'nothing' | 'appointment';

export const LAST_RESORTS: readonly LastResort[] = ['nothing', 'appointment'];

/** What visitors are offered while the rule has no room. A rule that is switched off answers nobody. */
export function lastResortOf(rule: { enabled: boolean; lastResort: LastResort }): LastResort {
  return rule.enabled ? rule.lastResort : 'nothing';
}
