import { Injectable } from '@nestjs/common';
import {
  invalidFields,
  isBlank,
  isStorable,
  lengthOf,
  Refusal,
  requirePermission,
  type MemberActor,
} from '../../kernel/index.js';
import { Outbox } from '../../outbox/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { isEmail } from '../../visitors/index.js';
import { mailOf } from '../mail-composers.js';
import { MailSenderSaved } from '../mail.events.js';
import { MailSenders } from './mail-senders.queries.js';

export interface SaveMailSenderInput {
  /** Empty for the brand's name. */
  name: string;
  /** Empty for our address. */
  address: string;
}

const LONGEST_NAME = 80;

/** Changes as whom the brand writes; an address of its own is written to before it is used. */
@Injectable()
export class SaveMailSender {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly senders: MailSenders,
    private readonly outbox: Outbox,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, input: SaveMailSenderInput): Promise<void> {
    requirePermission(actor, 'mails.change');
    const after = checked(input);
    await this.unitOfWork.run(actor.brandId, async () => {
      const { name, address } = await this.senders.settings(actor.brandId);
      const isOther = after.address !== address;
      await this.unitOfWork.query(
        `INSERT INTO mail_senders AS s (brand_id, name, address) VALUES ($1, $2, $3)
         ON CONFLICT (brand_id) DO UPDATE SET name = excluded.name, address = excluded.address,
           verified_at = CASE WHEN s.address IS NOT DISTINCT FROM excluded.address THEN s.verified_at END`,
        [actor.brandId, after.name, after.address],
      );
      if (isOther && after.address) await this.ask(actor, after.address);
      await this.events.record(actor, MailSenderSaved, {
        subjectId: actor.brandId,
        data: {
          before: { name, ownAddress: address !== null },
          after: { name: after.name, ownAddress: after.address !== null },
        },
      });
    });
  }

  /** The link once more, for an address that nobody has confirmed yet. */
  async again(actor: MemberActor): Promise<void> {
    requirePermission(actor, 'mails.change');
    await this.unitOfWork.run(actor.brandId, async () => {
      const { address, verifiedAt } = await this.senders.settings(actor.brandId);
      if (!address || verifiedAt) throw new Refusal('conflict', 'sender_not_waiting');
      await this.ask(actor, address);
    });
  }

  private async ask({ locale }: MemberActor, recipient: string): Promise<void> {
    await this.outbox.add(mailOf({ template: 'sender_check', recipient, locale }));
  }
}

function checked({ name, address }: SaveMailSenderInput): { name: string | null; address: string | null } {
  const fields: Record<string, string> = {};
  if (!isSenderName(name)) fields.name = 'sender_name';
  if (address.trim() !== '' && !isEmail(address.trim())) fields.address = 'email';
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return { name: name.trim() || null, address: address.trim() || null };
}

function isSenderName(name: string): boolean {
  if (!isStorable(name) || lengthOf(name) > LONGEST_NAME || /[\r\n]/.test(name)) return false;
  return name.trim() === '' || !isBlank(name);
}
