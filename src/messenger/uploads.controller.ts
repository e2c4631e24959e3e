import { Controller, Post, Query, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import { StoreFile, type KeptFile } from '../conversations/index.js';
import { isId } from '../kernel/index.js';
import { FileUpload, uploadedFile, type Upload } from '../platform/index.js';
import { BearerGuard, Speaker } from './bearer.js';
import type { VisitorSession } from './visitor-sessions.js';

/** Files that visitors add to what they write: uploaded first, sent with a message by their ids. */
@Controller('w/:siteKey/files')
@UseGuards(BearerGuard)
export class UploadsController {
  constructor(private readonly store: StoreFile) {}

  @Post()
  @UseInterceptors(FileUpload)
  async keep(
    @Speaker() session: VisitorSession,
    @Query('conversation') conversation: unknown,
    @UploadedFile() upload: Upload | undefined,
  ): Promise<KeptFile> {
    const conversationId = isId(conversation) ? conversation : null;
    return this.store.run(session.actor, { conversationId, ...uploadedFile(upload) });
  }
}
