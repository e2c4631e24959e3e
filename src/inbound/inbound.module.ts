import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { FilesModule } from '../files/index.js';
import { MailModule } from '../mail/index.js';
import { NoticesModule } from '../notices/index.js';
import { OutboxModule } from '../outbox/index.js';
import { ReadAgain } from './read-again.js';
import { TellRefused } from './tell-refused.js';
import { EnterMail } from './enter-mail.js';
import { InboundJobs } from './inbound.job.js';
import { KeepOutMail } from './keep-out-mail.js';
import { KeptMailsJob } from './kept-mails.job.js';
import { LetMailIn } from './let-mail-in.js';
import { MailFiles } from './mail-files.js';
import { MailListener } from './smtp/mail-listener.js';
import { MailTargets } from './smtp/mail-targets.js';
import { MailWriters } from './mail-writers.queries.js';
import { NoteReport } from './note-report.js';
import { OurAddresses } from './our-addresses.js';
import { OurSignsQueries } from './our-signs.queries.js';
import { ParseMail } from './parse-mail.js';
import { ReadMail } from './read-mail.js';
import { ReceiveMail } from './receive-mail.js';
import { ReceivedMailRecords } from './received-mail-records.queries.js';
import { ReceivedMails } from './received-mails.js';
import { TellUnreadable } from './tell-unreadable.js';
import { WholeMails } from './whole-mails.queries.js';

@Module({
  imports: [OutboxModule, MailModule, ConversationsModule, FilesModule, NoticesModule],
  providers: [
    ReadAgain,
    TellRefused,
    EnterMail,
    InboundJobs,
    KeepOutMail,
    KeptMailsJob,
    LetMailIn,
    MailFiles,
    MailListener,
    MailTargets,
    MailWriters,
    NoteReport,
    OurAddresses,
    OurSignsQueries,
    ParseMail,
    ReadMail,
    ReceiveMail,
    ReceivedMailRecords,
    ReceivedMails,
    TellUnreadable,
    WholeMails,
  ],
  exports: [LetMailIn, ReceivedMailRecords, WholeMails],
})
export class InboundModule {}
