import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, invalidFields } from '../kernel/index.js';
import { AccountAccess, checkEmail, checkName, checkPassword, hashPassword } from '../members/index.js';
import { Statements } from '../platform/index.js';
import { AskCode } from '../verification/index.js';

export interface BeginSignUpInput {
  name: string;
  email: string;
  password: string;
  locale: string;
  timeZone: string | null;
  /** Where it comes from, as limits of guessing count it. */
  network: string;
}

export interface SignUpBegun {
  id: string;
  /** What the code proves. */
  verificationId: string;
}

const FORGOTTEN_MS = 24 * 3_600_000;

/**
 * Somebody wants an account: it is made once they have typed the code that is sent to their address. Where there is one
 * already, the mail says so, and the page looks and takes as long as it does otherwise.
 */
@Injectable()
export class BeginSignUp {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly codes: AskCode,
    private readonly clock: Clock,
  ) {}

  async run(input: BeginSignUpInput): Promise<SignUpBegun> {
    const { locale, timeZone, network } = input;
    const name = input.name.trim();
    const email = input.email.trim().normalize('NFC');
    await check({ name, email, password: input.password });
    const passwordHash = await hashPassword(input.password);
    const known = await this.accounts.withPassword(email);
    const verificationId = await this.codes.run({
      purpose: 'sign_up',
      address: email,
      locale,
      mail: known ? 'sign_up_known' : 'address_code',
      network,
    });
    const id = newId();
    const now = this.clock.now();
    await this.statements.query('DELETE FROM sign_ups WHERE created_at < $1', [
      new Date(now.getTime() - FORGOTTEN_MS),
    ]);
    await this.statements.query(
      `INSERT INTO sign_ups (id, verification_id, name, email, password_hash, locale, time_zone, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, verificationId, name, email, passwordHash, locale, timeZone, now],
    );
    return { id, verificationId };
  }
}

/** All that is wrong at once, each at its field. */
async function check({
  name,
  email,
  password,
}: Pick<BeginSignUpInput, 'name' | 'email' | 'password'>): Promise<void> {
  const fields: Record<string, string> = {};
  const checks: (() => void | Promise<void>)[] = [
    () => checkName(name),
    () => checkEmail(email),
    () => checkPassword(password, email),
  ];
  for (const checked of checks) {
    try {
      await checked();
    } catch (error) {
      if (!(error instanceof Refusal) || !error.details.fields) throw error;
      Object.assign(fields, error.details.fields);
    }
  }
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
}
