import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal } from '../kernel/index.js';
import { Statements, UnitOfWork } from '../platform/index.js';
import { checkEmail, checkName } from './account.form.js';
import { checkPassword } from './passwords/password-rules.js';
import { hashPassword } from './sign-in/passwords.js';

export interface CreateAccountInput {
  email: string;
  /** As it was typed, or its hash where it was checked before. */
  password: string | { hash: string };
  name: string;
  locale?: string | null;
  timeZone?: string | null;
}

const INSERT = `
  INSERT INTO accounts (id, email, password_hash, name, locale, time_zone, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`;

/** A person who can sign in; not yet a member of any brand. Within a unit of work the account is made with it. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(input: CreateAccountInput): Promise<{ accountId: string }> {
    const email = input.email.trim().normalize('NFC');
    checkEmail(email);
    checkName(input.name);
    const { password } = input;
    if (typeof password === 'string') await checkPassword(password, email);
    const accountId = newId();
    const values = [
      accountId,
      email,
      typeof password === 'string' ? await hashPassword(password) : password.hash,
      input.name,
      input.locale ?? null,
      input.timeZone ?? null,
      this.clock.now(),
    ];
    const made = this.unitOfWork.isOpen
      ? await this.unitOfWork.query(INSERT, values)
      : await this.statements.query(INSERT, values);
    if (made.length === 0) throw new Refusal('conflict', 'email_taken');
    return { accountId };
  }
}
