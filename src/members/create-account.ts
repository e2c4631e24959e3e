import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal } from '../kernel/index.js';
import { Statements } from '../platform/index.js';
import { checkEmail, checkName } from './account.form.js';
import { checkPassword } from './passwords/password-rules.js';
import { hashPassword } from './sign-in/passwords.js';

export interface CreateAccountInput {
  email: string;
  password: string;
  name: string;
  locale?: string | null;
  timeZone?: string | null;
}

/** A person who can sign in; not yet a member of any brand. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  async run(input: CreateAccountInput): Promise<{ accountId: string }> {
    const email = input.email.trim().normalize('NFC');
    checkEmail(email);
    checkName(input.name);
    await checkPassword(input.password, email);
    const accountId = newId();
    const made = await this.statements.query(
      `INSERT INTO accounts (id, email, password_hash, name, locale, time_zone, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [
        accountId,
        email,
        await hashPassword(input.password),
        input.name,
        input.locale ?? null,
        input.timeZone ?? null,
        this.clock.now(),
      ],
    );
    if (made.length === 0) throw new Refusal('conflict', 'email_taken');
    return { accountId };
  }
}
