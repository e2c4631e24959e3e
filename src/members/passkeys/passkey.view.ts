import type { FieldErrors, WaitView } from '../account.view.js';

/** `views/accounts/two-step/passkey.hbs`: one of somebody's own, to be renamed or removed. */
export interface PasskeyView {
  id: string;
  email: string;
  hasApp: boolean;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  errors: FieldErrors<'name' | 'proof'>;
  wait: WaitView | null;
}

/** `views/accounts/two-step/new-passkey.hbs` */
export interface NewPasskeyView {
  name: string;
  isFirst: boolean;
  errors: FieldErrors<'name' | 'passkey'>;
  wait: WaitView | null;
}
