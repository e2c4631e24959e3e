import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import { TermsAccepted } from '../visitors/index.js';
import { ENTER_MAIL, EnterMail } from './enter-mail.js';
import { MailFiles } from './mail-files.js';
import { MailWriters } from './mail-writers.queries.js';
import { ParseMail } from './parse-mail.js';
import { ReadAgain } from './read-again.js';
import { ReadMail, type InspectedContent } from './read-mail.js';
import { READ_MAIL } from './receive-mail.js';
import { ReceivedMails } from './received-mails.js';

/** So far apart they are read, so that they enter in their order. */
const APART_MS = 1000;

/** So often a mail is read again for files that were not inspected in time; then they are left out, and named. */
const PATIENT_READS = 4;
/** Over about an hour; the one after these gives up. */
const MOST_READS = 12;

interface OfMail {
  mailId: string;
  tries?: number;
}

/** Has mails read and entered, and those that wait for an acceptance once it is there. */
@Injectable()
export class InboundJobs implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly parse: ParseMail,
    private readonly files: MailFiles,
    private readonly read: ReadMail,
    private readonly enter: EnterMail,
    private readonly writers: MailWriters,
    private readonly mails: ReceivedMails,
    private readonly again: ReadAgain,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<InspectedContent | null>(
      READ_MAIL,
      async ({ mailId }: OfMail, { brandId }, content) => {
        if (content) await this.read.run(systemActor(brandId), { mailId, content });
      },
      {
        slow: true,
        tries: MOST_READS + 1,
        prepare: async ({ mailId }: OfMail, { brandId, tries }, renew) => {
          const actor = systemActor(brandId);
          if (tries > MOST_READS) return this.parse.giveUp(actor, mailId);
          const content = await this.parse.run(actor, mailId);
          if (!content || !(await this.read.keepsFiles(actor, { mailId, content }))) return content;
          if (!(await renew())) return null;
          const isPatient = tries <= PATIENT_READS;
          return { ...content, files: await this.files.inspected(brandId, content.files, { isPatient }) };
        },
      },
    );
    this.jobs.handle(ENTER_MAIL, ({ mailId, tries = 0 }: OfMail, { brandId }) =>
      this.enter.run(systemActor(brandId), { mailId, tries }),
    );
    this.events.subscribe(TermsAccepted, 'inbound.accepted', ({ brandId, subjectId }) =>
      subjectId ? this.accepted(brandId, subjectId) : Promise.resolve(),
    );
  }

  private async accepted(brandId: string, visitorId: string): Promise<void> {
    await this.unitOfWork.run(brandId, async () => {
      // One that is being refused is found waiting, or finds the acceptance.
      await this.writers.lock(await this.writers.unenteredOf(visitorId));
      for (const [at, id] of (await this.writers.waitingOf(visitorId)).entries()) {
        const mail = await this.mails.find(id, 'waiting');
        if (mail) await this.again.run(mail, { inMs: at * APART_MS });
      }
    });
  }
}
