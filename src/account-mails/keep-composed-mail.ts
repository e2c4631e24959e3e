import { Injectable } from '@nestjs/common';
import { Config, Statements } from '../platform/index.js';

export interface ComposedText {
  subject: string;
  html: string;
  text: string;
}

/** Keeps a mail as it was composed where no server takes it, while one develops; never in production, for it holds codes. */
@Injectable()
export class KeepComposedMail {
  constructor(
    private readonly config: Config,
    private readonly statements: Statements,
  ) {}

  async run(mailId: string, { subject, html, text }: ComposedText): Promise<void> {
    if (this.config.production || this.config.smtpUrl) throw new Error('a composed mail is kept nowhere');
    await this.statements.query('UPDATE account_mails SET subject = $2, html = $3, body = $4 WHERE id = $1', [
      mailId,
      subject,
      html,
      text,
    ]);
  }
}
