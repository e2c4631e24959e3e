import type { FieldErrors, WaitView } from '../account.view.js';
import type { AuthenticatorOffer } from './authenticator-setup.js';

/** What has just been done, said in a line above. */
export type TwoStepDone = 'app' | 'app-off' | 'off' | 'passkey' | 'passkey-renamed' | 'passkey-removed';

/** `views/accounts/two-step/show.hbs`: how an account signs in beside its password. */
export interface TwoStepView {
  email: string;
  /** Whether it is known again that it is them, so that they may change something. */
  isConfirmed: boolean;
  isOn: boolean;
  hasApp: boolean;
  passkeys: { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }[];
  codesLeft: number;
  isShortOfCodes: boolean;
  errors: FieldErrors<'proof'>;
  wait: WaitView | null;
  done: TwoStepDone | null;
}

/** `views/accounts/two-step/app.hbs`: an app is given its secret, and a first code comes back. */
export interface AuthenticatorView {
  offer: AuthenticatorOffer;
  errors: FieldErrors<'code'>;
  wait: WaitView | null;
  /** Whether it takes the place of another one. */
  isOther: boolean;
}

/** `views/accounts/two-step/app-removal.hbs` */
export interface AppRemovalView {
  email: string;
  errors: FieldErrors<'proof'>;
  wait: WaitView | null;
}

/** `views/accounts/two-step/recovery-codes.hbs`: shown once. */
export interface RecoveryCodesView {
  email: string;
  codes: string[];
  /** Whether two-step verification has just begun with them. */
  isFirst: boolean;
}

/** `views/accounts/two-step/second-step.hbs`, and `recovery-code.hbs` beside it: a sign-in that needs a code as well. */
export interface SecondStepView {
  hasApp: boolean;
  hasPasskey: boolean;
  /** Where to go afterwards, kept through the form of passkeys. */
  next: string | null;
  errors: FieldErrors<'code'>;
  wait: WaitView | null;
}
