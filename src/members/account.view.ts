/** Beside each field, the code of what is wrong with it (a key of the namespace `errors`). */
export type FieldErrors<Field extends string> = Partial<Record<Field | 'form', string>>;

/** `views/accounts/_wait.hbs`: beside a button, that it is too soon to press it. */
export interface WaitView {
  code: string;
  seconds: number;
}

/** `views/accounts/sign-in.hbs` */
export interface SignInView {
  wait: WaitView | null;
  values: { email: string };
  errors: FieldErrors<'email' | 'password' | 'passkey'>;
  /** Where to go afterwards, kept through the form. */
  next: string | null;
  /** Whether a page that was open has led here, since nobody is signed in on it any more. */
  ended: boolean;
  /** Whether another password was just chosen. */
  changed: boolean;
  /** Whether anybody may sign up. */
  isOpen: boolean;
}

/** `views/accounts/forgot-password.hbs` */
export interface ForgotPasswordView {
  values: { email: string };
  errors: FieldErrors<'email'>;
  /** How long until a link may be asked for again. */
  wait: WaitView | null;
}

/** `views/accounts/reset-password.hbs` */
export interface ResetPasswordView {
  token: string;
  errors: FieldErrors<'password'>;
}

/** `views/accounts/sign-in-code.hbs`: the code by mail that a sign-in needs as well. */
export interface SignInCodeView {
  /** Where it was sent. */
  email: string;
  errors: FieldErrors<'code'>;
  /** Whether another one was just asked for. */
  isSentAgain: boolean;
  /** How long until the next one, where that was too soon. */
  wait: WaitView | null;
}

/** `views/accounts/show.hbs`: one's own account. */
export interface AccountView {
  accountId: string;
  email: string;
  values: { name: string; language: string };
  errors: FieldErrors<'name' | 'language' | 'current' | 'password' | 'brand'>;
  /** How long until a password may be tried again. */
  wait: WaitView | null;
  /** What has just been saved, said in a line above the form. */
  saved: 'profile' | 'password' | 'left' | 'session' | 'sessions' | null;
  isTwoStepOn: boolean;
  memberships: MembershipView[];
  isOperator: boolean;
  sessions: OpenSessionView[];
  hasOtherSessions: boolean;
}

/** `views/accounts/_sessions.hbs`: one place where the account is signed in. */
export interface OpenSessionView {
  id: string;
  browser: string | null;
  system: string | null;
  isPhone: boolean;
  signedInAt: Date;
  usedAt: Date;
  isThis: boolean;
}

/** `views/accounts/brands.hbs`: for an account that is a member of several brands. */
export interface BrandChoiceView {
  memberships: MembershipView[];
  isOperator: boolean;
  /** Whether one of their own can be opened. */
  isOpen: boolean;
}

export interface MembershipView {
  slug: string;
  name: string;
  initial: string;
  role: 'admin' | 'manager' | 'agent';
}

/** `views/accounts/front.hbs`: the page at `/`. */
export interface FrontView {
  /** Where a signed-in member continues; null for everybody else. */
  deskUrl: string | null;
  demoShops: { name: string; url: string }[];
  /** Whether anybody may sign up. */
  isOpen: boolean;
}
