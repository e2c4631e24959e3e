import { view, type View } from '../../platform/index.js';
import { answerOf } from '../account.form.js';
import type { SignInView } from '../account.view.js';

/** The form of the sign-in, as it is first shown or once more. */
export function signInView(part: Partial<SignInView>): View {
  const data: SignInView = {
    values: { email: '' },
    errors: {},
    wait: null,
    next: null,
    ended: false,
    changed: false,
    isOpen: false,
    ...part,
  };
  return view('accounts/sign-in', data, answerOf(data));
}
