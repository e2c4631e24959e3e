import {
  Controller,
  Get,
  Injectable,
  Param,
  Post,
  Query,
  UploadedFile,
  UseGuards,
  UseInterceptors,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import { StoreFile, UnsentFiles, type KeptFile } from '../../files/index.js';
import { CountedAs, Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { FileUpload, uploadedFile, type Upload, type Uploader } from '../../platform/index.js';

/** Refuses who may not write there, before anything of a file is read. */
@Injectable()
export class DraftFileAccess implements CanActivate {
  constructor(private readonly storeFile: StoreFile) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { member, params } = context.switchToHttp().getRequest<Request<{ id: string }>>();
    await this.storeFile.check(member.actor, params.id);
    return true;
  }
}

/** Counts among those of the same member, wherever they are. */
@Injectable()
export class MemberUpload extends FileUpload {
  protected uploaderOf({ member: { actor } }: Request): Uploader {
    return { key: `${actor.brandId} ${actor.id}`, network: null };
  }
}

/** Files of what is being written: taken before it is sent. */
@Controller('b/:brand/desk/conversations/:id/files')
@UseGuards(MemberGuard)
export class DraftFilesController {
  constructor(
    private readonly storeFile: StoreFile,
    private readonly unsentFiles: UnsentFiles,
  ) {}

  @Post()
  @CountedAs('upload')
  @UseGuards(DraftFileAccess)
  @UseInterceptors(MemberUpload)
  async keep(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @UploadedFile() upload: Upload | undefined,
  ): Promise<KeptFile> {
    return this.storeFile.run(me.actor, { conversationId: id, ...uploadedFile(upload) });
  }

  /** Which of those that a draft names can still be sent. */
  @Get()
  async present(
    @Me() { actor }: SignedInMember,
    @Param('id') conversationId: string,
    @Query('ids') ids: unknown,
  ): Promise<{ ids: string[] }> {
    const fileIds = typeof ids === 'string' ? ids.split(',') : [];
    return { ids: await this.unsentFiles.among(actor, { conversationId, fileIds }) };
  }
}
