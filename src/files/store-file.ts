import { Injectable } from '@nestjs/common';
import { Authors, ConversationAccess } from '../conversations/index.js';
import {
  Clock,
  invalidFields,
  isStorable,
  lengthOf,
  newId,
  Refusal,
  type MemberActor,
  type VisitorActor,
} from '../kernel/index.js';
import {
  FileInspection,
  fileNameFor,
  FileStore,
  type InspectedFile,
  Jobs,
  LARGEST_FILE,
  type Owner,
  UnitOfWork,
} from '../platform/index.js';
import { StoredFile } from './file.entity.js';
import { FORGET_FILE } from './files.job.js';

export interface StoreFileInput {
  /** The conversation that it is for; null for a visitor who has not started one. */
  conversationId: string | null;
  name: string;
  bytes: Uint8Array;
  /** Of what we have made ourselves, whose content is known. */
  type?: 'text/plain';
  /** What has been found out of the bytes already. */
  inspected?: InspectedFile;
}

export interface KeptFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

const NOT_INSPECTED = { picture: null, thumbnail: null };
const LONGEST_NAME = 1000;
/** What phones of Apple make: its codec is patented, so that nothing here can read it. */
const HEIC = new Set(['image/heic', 'image/heic-sequence', 'image/heif', 'image/heif-sequence']);
/** A file that no message carried is forgotten. */
const UNSENT_MS = 24 * 3_600_000;

/** Takes a file to be sent with a message: inspected by its content, pictures drawn anew, kept, then recorded. */
@Injectable()
export class StoreFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly inspection: FileInspection,
    private readonly access: ConversationAccess,
    private readonly authors: Authors,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Looks at the bytes, which takes its time: within a unit of work only what has been inspected is stored. */
  async inspect(
    owner: Owner,
    bytes: Uint8Array,
    types: readonly string[] | null = null,
  ): Promise<InspectedFile> {
    if (bytes.length === 0 || bytes.length > LARGEST_FILE) return { ...NOT_INSPECTED, type: null };
    return this.inspection.inspect(owner, bytes, types);
  }

  /** Refuses who may not write there, before there are any bytes; `run` asks again. */
  async check(actor: MemberActor | VisitorActor, conversationId: string | null): Promise<void> {
    await this.unitOfWork.run(actor.brandId, () => this.siteFor(actor, conversationId));
  }

  async run(
    actor: MemberActor | VisitorActor,
    { conversationId, name, bytes, type: made, inspected }: StoreFileInput,
  ): Promise<KeptFile> {
    if (bytes.length === 0) throw new Refusal('invalid', 'file_empty');
    if (bytes.length > LARGEST_FILE) throw new Refusal('too_large', 'file_too_large');
    if (!isStorable(name) || lengthOf(name) > LONGEST_NAME)
      throw invalidFields({ file: 'file_name_invalid' });
    const { siteId, types } = await this.allowed(actor, conversationId);
    const { type, picture, thumbnail } = made
      ? { ...NOT_INSPECTED, type: made }
      : (inspected ?? (await this.inspect({ brandId: actor.brandId, party: actor.id }, bytes, types)));
    if (type && HEIC.has(type)) throw new Refusal('invalid', 'file_heic');
    if (!type || (!made && !types.includes(type))) throw new Refusal('invalid', 'file_type_refused');
    const content = picture?.bytes ?? bytes;
    const file = { id: newId(), name: fileNameFor(type, name), type, size: content.length };
    const of = { brandId: actor.brandId, fileId: file.id };
    await this.store.write({ ...of, variant: 'whole' }, content);
    if (thumbnail) await this.store.write({ ...of, variant: 'thumbnail' }, thumbnail);
    const { width, height } = picture ?? { width: null, height: null };
    try {
      await this.record(actor, { ...file, width, height, hasThumbnail: thumbnail !== null, siteId });
    } catch (error) {
      for (const variant of ['whole', 'thumbnail'] as const) await this.store.remove({ ...of, variant });
      throw error;
    }
    return file;
  }

  /** What the site takes; refuses who may not write there. */
  private async allowed(
    actor: MemberActor | VisitorActor,
    conversationId: string | null,
  ): Promise<{ siteId: string; types: string[] }> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const siteId = await this.siteFor(actor, conversationId);
      const [site] = await this.unitOfWork.query<{ types: string[] }>(
        'SELECT file_types AS types FROM sites WHERE brand_id = $1 AND id = $2',
        [actor.brandId, siteId],
      );
      return { siteId, types: site?.types ?? [] };
    });
  }

  private async siteFor(actor: MemberActor | VisitorActor, conversationId: string | null): Promise<string> {
    await this.authors.check(actor);
    if (conversationId === null && actor.kind === 'visitor') return actor.siteId;
    const of = conversationId ?? '';
    const conversation =
      actor.kind === 'visitor'
        ? await this.access.conversation(actor, of)
        : await this.access.handled(actor, of);
    if (conversation.state === 'closed') throw new Refusal('conflict', 'conversation_closed');
    return conversation.siteId;
  }

  private async record(
    actor: MemberActor | VisitorActor,
    file: KeptFile & Pick<StoredFile, 'width' | 'height' | 'hasThumbnail' | 'siteId'>,
  ): Promise<void> {
    const { brandId } = actor;
    const now = this.clock.now();
    await this.unitOfWork.run(brandId, async () => {
      await this.unitOfWork.manager.insert(StoredFile, {
        ...file,
        brandId,
        side: actor.kind,
        uploadedBy: actor.id,
        createdAt: now,
      });
      const dueAt = new Date(now.getTime() + UNSENT_MS);
      await this.jobs.schedule({
        ...{ brandId, name: FORGET_FILE, key: file.id },
        ...{ payload: { fileId: file.id }, dueAt },
      });
    });
  }
}
