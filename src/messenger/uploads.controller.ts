import {
  Controller,
  Get,
  Injectable,
  Post,
  Query,
  UploadedFile,
  UseGuards,
  UseInterceptors,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import { StoreFile, UnsentFiles, type KeptFile } from '../files/index.js';
import { isId } from '../kernel/index.js';
import { FileUpload, uploadedFile, type Upload, type Uploader } from '../platform/index.js';
import { BearerGuard, Speaker, speakerOf } from './bearer.js';
import { VisitorLimits } from './visitor-limits.js';
import type { VisitorSession } from './visitor-sessions.js';

/** Counts a file before it is taken in. */
@Injectable()
export class UploadLimit implements CanActivate {
  constructor(private readonly limits: VisitorLimits) {}

  canActivate(context: ExecutionContext): boolean {
    this.limits.take('upload', speakerOf(context.switchToHttp().getRequest<Request>()));
    return true;
  }
}

/** Refuses who may not send files there, before anything of one is read. */
@Injectable()
export class UploadAccess implements CanActivate {
  constructor(private readonly store: StoreFile) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    await this.store.check(speakerOf(request).actor, conversationOf(request.query.conversation));
    return true;
  }
}

/** Counts among those of the same visitor, and waits among those of the same network. */
@Injectable()
export class VisitorUpload extends FileUpload {
  protected uploaderOf(request: Request): Uploader {
    const { actor, network } = speakerOf(request);
    return { key: `${actor.brandId} ${actor.id}`, network };
  }
}

/** Files that visitors add to what they write: uploaded first, sent with a message by their ids. */
@Controller('w/:siteKey/files')
@UseGuards(BearerGuard)
export class UploadsController {
  constructor(
    private readonly store: StoreFile,
    private readonly unsentFiles: UnsentFiles,
  ) {}

  @Post()
  @UseGuards(UploadLimit, UploadAccess)
  @UseInterceptors(VisitorUpload)
  async keep(
    @Speaker() session: VisitorSession,
    @Query('conversation') conversation: unknown,
    @UploadedFile() upload: Upload | undefined,
  ): Promise<KeptFile> {
    const conversationId = conversationOf(conversation);
    return this.store.run(session.actor, { conversationId, ...uploadedFile(upload) });
  }

  /** Which of those that a draft names can still be sent. */
  @Get()
  async present(
    @Speaker() { actor }: VisitorSession,
    @Query('ids') ids: unknown,
  ): Promise<{ ids: string[] }> {
    const fileIds = typeof ids === 'string' ? ids.split(',') : [];
    return { ids: await this.unsentFiles.ofVisitor(actor, fileIds) };
  }
}

/** Null where none has begun. */
function conversationOf(named: unknown): string | null {
  return isId(named) ? named : null;
}
