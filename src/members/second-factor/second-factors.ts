import { Injectable } from '@nestjs/common';
import { Statements } from '../../platform/index.js';

/** What an account has beside its password. */
export interface SecondFactorsOfAccount {
  hasApp: boolean;
  passkeys: number;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
}

/** A session as far as it tells who is signed in, and by what. */
export interface ProvenSession {
  accountId?: string;
  provedAt?: string | null;
}

/** `none`: the account has no second factor; `unproved`: it has one, and this session did not show it. */
export type Proof = 'none' | 'unproved' | 'proved';

/** Knows who has a second factor, and which session was begun by it. */
@Injectable()
export class SecondFactors {
  constructor(private readonly statements: Statements) {}

  async ofAccount(accountId: string): Promise<SecondFactorsOfAccount> {
    const [factors] = await this.statements.query<SecondFactorsOfAccount>(
      `SELECT EXISTS (SELECT FROM authenticator_apps WHERE account_id = $1) AS "hasApp",
         (SELECT count(*)::integer FROM passkeys WHERE account_id = $1) AS passkeys,
         coalesce((SELECT cardinality(hashes) FROM recovery_codes WHERE account_id = $1), 0) AS "codesLeft"`,
      [accountId],
    );
    return factors ?? { hasApp: false, passkeys: 0, codesLeft: 0 };
  }

  async hasAny(accountId: string): Promise<boolean> {
    return isAny(await this.ofAccount(accountId));
  }

  /** Whether the account of a session has a second factor now, and the session was begun or confirmed by one. */
  async proof({ accountId, provedAt }: ProvenSession): Promise<Proof> {
    if (!accountId || !(await this.hasAny(accountId))) return 'none';
    return provedAt ? 'proved' : 'unproved';
  }
}

export function isAny({ hasApp, passkeys }: SecondFactorsOfAccount): boolean {
  return hasApp || passkeys > 0;
}
