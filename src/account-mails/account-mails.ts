import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../kernel/index.js';
import { Config, Statements, UnitOfWork } from '../platform/index.js';
import type { AccountMailKind } from './account-mail.js';
import { AccountPost } from './account-post.js';

export interface AccountMailDraft {
  kind: AccountMailKind;
  recipient: string;
  locale: string;
  /** What it is about, as its kind names it. */
  subjectId?: string | null;
  /** On whose behalf it goes out, where what it is about belongs to a brand. */
  brandId?: string | null;
}

/**
 * Mails of accounts, which belong to no brand: codes, links, what has changed. Within a unit of work it is written with
 * it or not at all; elsewhere at once. A code or a link is made by the kind's composer (`AccountMailComposers` of `mail`)
 * when the mail is, and only its hash is kept.
 */
@Injectable()
export class AccountMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly statements: Statements,
    private readonly post: AccountPost,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Whether they reach anybody: in production there must be a mail server. */
  get reachPeople(): boolean {
    return this.config.smtpUrl !== undefined || !this.config.production;
  }

  /** Gives the mail's id. */
  async add({
    kind,
    recipient,
    locale,
    subjectId = null,
    brandId = null,
  }: AccountMailDraft): Promise<string> {
    const id = newId();
    const values = [
      id,
      kind,
      recipient,
      locale,
      subjectId,
      `${id}@${this.config.mailDomain}`,
      this.clock.now(),
      brandId,
    ];
    if (this.unitOfWork.isOpen) await this.unitOfWork.query(INSERT, values);
    else await this.statements.query(INSERT, values);
    this.unitOfWork.afterCommit(() => this.post.turn());
    return id;
  }
}

const INSERT = `
  INSERT INTO account_mails (id, kind, recipient, locale, subject_id, state, provider_id, created_at, next_try_at, state_at, brand_id)
  VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $7, $7, $8)`;
