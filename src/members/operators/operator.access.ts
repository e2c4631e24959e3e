import { Injectable } from '@nestjs/common';
import { Statements } from '../../platform/index.js';

/** Who runs the platform, of the accounts. */
@Injectable()
export class OperatorAccess {
  constructor(private readonly statements: Statements) {}

  async isOperator(accountId: string): Promise<boolean> {
    const rows = await this.statements.run(
      'operator_account',
      'SELECT account_id FROM operators WHERE account_id = $1',
      [accountId],
    );
    return rows.length > 0;
  }
}
