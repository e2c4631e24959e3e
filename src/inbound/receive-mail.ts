import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId, type SystemActor } from '../kernel/index.js';
import {
  defineTask,
  FileStore,
  Jobs,
  Sandbox,
  UnfinishedTask,
  UnitOfWork,
  type Owner,
} from '../platform/index.js';
import type { boundedMailIdentity } from './bounded-mail.js';
import type { MailTarget } from './smtp/mail-targets.js';

export const READ_MAIL = 'inbound.read_mail';

const IDENTIFY = defineTask<typeof boundedMailIdentity>({
  lane: 'mails',
  file: 'inbound/bounded-mail.js',
  name: 'boundedMailIdentity',
});

export interface IncomingMail {
  target: MailTarget;
  /** As the sending server named it. */
  recipient: string;
  returnPath: string;
  /** Of the sending server; empty where it cannot be told. */
  network: string;
  raw: Buffer;
}

/**
 * Takes a mail: once this has ended it is kept for good, and the same mail again changes nothing. Refuses with
 * `files_busy` where so many are looked at already that it should come again.
 */
@Injectable()
export class ReceiveMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly sandbox: Sandbox,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(
    { brandId }: SystemActor,
    { target, recipient, returnPath, network, raw }: IncomingMail,
  ): Promise<void> {
    const id = newId();
    const key = createHash('sha256')
      .update(recipient.toLowerCase())
      .update('\0')
      .update(await this.identity({ brandId, party: network }, raw))
      .digest('base64url');
    const ref = { brandId, fileId: id, variant: 'whole' } as const;
    await this.store.write(ref, raw);
    const isNew = await this.unitOfWork.run(
      brandId,
      () => this.record(id, { target, key, returnPath, raw }),
      {
        whileSuspended: true,
      },
    );
    if (!isNew) await this.store.remove(ref);
  }

  /** False where it is recorded already. That of a suspended brand waits to be read until it is reopened. */
  private async record(
    id: string,
    { target, key, returnPath, raw }: Pick<IncomingMail, 'target' | 'returnPath' | 'raw'> & { key: string },
  ): Promise<boolean> {
    const { brandId } = this.unitOfWork;
    const now = this.clock.now();
    const kept = await this.unitOfWork.execute(
      `INSERT INTO received_mails (brand_id, id, kind, conversation_id, notification_id, mail_key, return_path, size,
         state, received_at, state_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'received', $9, $9) ON CONFLICT (brand_id, mail_key) DO NOTHING`,
      [
        brandId,
        id,
        target.kind,
        target.conversationId,
        target.notificationId,
        key,
        returnPath,
        raw.length,
        now,
      ],
    );
    if (kept === 0) return false;
    await this.jobs.schedule({ brandId, name: READ_MAIL, key: id, payload: { mailId: id }, dueAt: now });
    return true;
  }

  /** Of a mail that ends who looks at it, its bytes. */
  private async identity(owner: Owner, raw: Buffer): Promise<string> {
    try {
      return await this.sandbox.run(owner, IDENTIFY, raw);
    } catch (error) {
      if (error instanceof UnfinishedTask && !error.isTransient)
        return createHash('sha256').update(raw).digest('base64url');
      throw error;
    }
  }
}
