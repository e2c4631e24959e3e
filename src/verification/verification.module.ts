import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/index.js';
import { AskCode } from './ask-code.js';
import { ConfirmCode } from './confirm-code.js';
import { IssueCode } from './issue-code.js';

const exported = [AskCode, ConfirmCode, IssueCode];

@Module({ imports: [AccountMailsModule], providers: exported, exports: exported })
export class VerificationModule {}
