import { Module } from '@nestjs/common';
import { AccountMailChannels } from './account-mail-channel.js';
import { AccountMailRecords } from './account-mail-records.queries.js';
import { AccountMails } from './account-mails.js';
import { AccountMailsJob } from './account-mails.job.js';
import { AccountPost } from './account-post.js';
import { ClaimAccountMails } from './claim-account-mails.js';
import { KeepComposedMail } from './keep-composed-mail.js';
import { SettleAccountMail } from './settle-account-mail.js';

const OFFERED = [AccountMailChannels, AccountMailRecords, AccountMails, KeepComposedMail];

@Module({
  providers: [...OFFERED, AccountMailsJob, AccountPost, ClaimAccountMails, SettleAccountMail],
  exports: OFFERED,
})
export class AccountMailsModule {}
