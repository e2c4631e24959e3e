import { Injectable } from '@nestjs/common';
import type { AccountMail, AccountMailKind } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';

/** What a mail of an account says, in the reader's language. */
export interface AccountMailWords {
  subject: string;
  paragraphs: string[];
  /** Where its button leads. */
  button: { label: string; address: string };
  /** Where it goes, where that is another address than the row's. */
  to?: string;
}

/**
 * Runs on every try: a code or a token is made here, and only its hash is stored, so that a later mail voids the one
 * before. What the mail is about may be gone by then, or over.
 */
export type AccountMailComposer = (mail: AccountMail) => Promise<AccountMailWords | Suppressed>;

/** Who makes which kind of mail of accounts. Modules that know what it tells register how, as they are made. */
@Injectable()
export class AccountMailComposers {
  private readonly composers = new Map<AccountMailKind, AccountMailComposer>();

  register(kind: AccountMailKind, composer: AccountMailComposer): void {
    this.composers.set(kind, composer);
  }

  kinds(): AccountMailKind[] {
    return [...this.composers.keys()];
  }

  async compose(mail: AccountMail): Promise<AccountMailWords | Suppressed> {
    const composer = this.composers.get(mail.kind);
    if (!composer) throw new Error(`nobody composes mails of the kind ${mail.kind}`);
    return composer(mail);
  }
}
