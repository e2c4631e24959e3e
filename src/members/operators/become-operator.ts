import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { CreateAccount } from '../create-account.js';
import { OperatorLinks } from './operator-links.js';

export interface BecomeOperatorInput {
  token: string;
  /** Who is signed in, if anybody is. */
  signedInAs: string | null;
  /** For an address that has no account yet. */
  name: string;
  password: string;
}

/** By a link for one use: the account of its address, made now where there is none, runs the platform from now on. */
@Injectable()
export class BecomeOperator {
  constructor(
    private readonly links: OperatorLinks,
    private readonly createAccount: CreateAccount,
  ) {}

  async run({ token, signedInAs, name, password }: BecomeOperatorInput): Promise<void> {
    const link = await this.links.find(token);
    if (!link) throw linkInvalid();
    if (link.accountId && link.accountId !== signedInAs)
      throw new Refusal('unauthenticated', 'sign_in_needed');
    const { accountId } = link.accountId
      ? { accountId: link.accountId }
      : await this.createAccount.run({ email: link.email, name: name.trim(), password });
    if (!(await this.links.use(token, accountId))) throw linkInvalid();
  }
}

function linkInvalid(): Refusal {
  return new Refusal('not_found', 'link_invalid');
}
