export interface MailHeader {
  /** In lower case. */
  key: string;
  value: string;
}

export interface MailOrigin {
  /** The sender of the envelope; empty for what nobody is to answer. */
  returnPath: string;
  from: string;
  headers: readonly MailHeader[];
}

export type AutomaticReason = 'own' | 'no_sender' | 'automatic' | 'bulk';

/** Why a mail was written by no person, or comes back from ourselves; null for a person's. */
export function automaticReason(
  { returnPath, from, headers }: MailOrigin,
  isOurs: (address: string) => boolean,
): AutomaticReason | null {
  const value = (name: string) =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? '';
  const has = (name: string) => headers.some(({ key }) => key === name);
  if (isOurs(returnPath) || isOurs(from)) return 'own';
  if (returnPath === '') return 'no_sender';
  if (!/^(no)?(\s*[;(].*)?$/.test(value('auto-submitted'))) return 'automatic';
  if (has('x-autoreply') || has('x-autorespond') || has('x-auto-response-suppress')) return 'automatic';
  if (['bulk', 'junk', 'list', 'auto_reply'].includes(value('precedence'))) return 'bulk';
  return has('list-id') || has('list-unsubscribe') ? 'bulk' : null;
}
