import { Injectable } from '@nestjs/common';
import { invalidFields, systemActor } from '../kernel/index.js';
import { Events, I18n, Statements, UnitOfWork } from '../platform/index.js';
import { AccountAccess } from './account.access.js';
import { checkName } from './account.form.js';
import { MemberRenamed } from './members.events.js';

export interface SaveAccountInput {
  accountId: string;
  name: string;
  /** Null leaves it to the browser. */
  locale: string | null;
}

/** One's own name and language. In brands where one goes by another name, that stays. */
@Injectable()
export class SaveAccount {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly i18n: I18n,
  ) {}

  async run({ accountId, name, locale }: SaveAccountInput): Promise<void> {
    checkName(name);
    if (locale !== null && !this.i18n.memberLocales.includes(locale))
      throw invalidFields({ language: 'invalid_input' });
    const { name: before } = await this.accounts.account(accountId);
    await this.statements.query('UPDATE accounts SET name = $2, locale = $3 WHERE id = $1', [
      accountId,
      name,
      locale,
    ]);
    for (const { brandId, memberId } of await this.accounts.memberships(accountId)) {
      await this.unitOfWork.run(
        brandId,
        async () => {
          const renamed = await this.unitOfWork.execute(
            'UPDATE members SET name = $3 WHERE brand_id = $1 AND id = $2 AND name = $4 AND name <> $3',
            [brandId, memberId, name, before],
          );
          if (renamed > 0)
            await this.events.record(systemActor(brandId), MemberRenamed, { subjectId: memberId });
        },
        { whileSuspended: true },
      );
    }
  }
}
