import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import { Config } from '../platform/index.js';

/** Who may open a brand by themselves. */
@Injectable()
export class SignUpPolicy {
  readonly state: Config['signUp'];

  constructor({ signUp }: Config) {
    this.state = signUp;
  }

  /** @throws Refusal `forbidden` where not everybody may. */
  requireOpen(): void {
    if (this.state === 'no_mail') throw new Refusal('forbidden', 'sign_up_no_mail');
    if (this.state === 'invited') throw new Refusal('forbidden', 'sign_up_invited');
  }
}
