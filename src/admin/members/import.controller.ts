import {
  Body,
  Controller,
  Get,
  HttpCode,
  Injectable,
  Post,
  UploadedFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type { Request } from 'express';
import { invalidFields } from '../../kernel/index.js';
import {
  CountedAs,
  InviteMembers,
  Me,
  MemberGuard,
  Needs,
  type SignedInMember,
} from '../../members/index.js';
import {
  FileUpload,
  seeOther,
  textOf,
  type SeeOther,
  type Upload,
  type Uploader,
  type View,
} from '../../platform/index.js';
import { Posted } from '../frame/posted.js';
import { fieldErrors } from '../frame/settings-form.js';
import { adminUrl } from '../frame/shell.js';
import { unpackRows } from './import-draft.js';
import { ImportPage } from './import-page.js';
import { ImportPreview } from './import-preview.js';
import { readRows } from './import-rows.js';

const LARGEST_FILE = 1024 * 1024;

/** Counts among those of the same member. */
@Injectable()
export class ImportUpload extends FileUpload {
  protected uploaderOf({ member: { actor } }: Request): Uploader {
    return { key: `${actor.brandId} ${actor.id}`, network: null };
  }
}

/** Invitations by a file: looked at first, sent when that is confirmed. */
@Controller('b/:brand/admin/invitations/import')
@UseGuards(MemberGuard)
@Needs('members.change')
export class ImportController {
  constructor(
    private readonly page: ImportPage,
    private readonly preview: ImportPreview,
    private readonly invite: InviteMembers,
  ) {}

  @Get()
  form(@Me() me: SignedInMember): Promise<View> {
    return this.page.form(me, { text: '', locale: '', errors: {} });
  }

  @Post()
  @HttpCode(200)
  @CountedAs('upload')
  @UseInterceptors(ImportUpload)
  async read(
    @Me() me: SignedInMember,
    @UploadedFile() upload: Upload | undefined,
    @Body() body: unknown,
  ): Promise<View> {
    const posted = new Posted(body);
    const [text, locale] = [posted.text('text'), posted.text('locale')];
    try {
      const rows = readRows(contentOf(upload, text));
      return await this.page.preview(me, await this.preview.of(me.actor, rows), { locale });
    } catch (error) {
      return this.page.form(me, { text, locale, errors: fieldErrors(error) });
    }
  }

  /** What is wrong by now, though it was not when it was looked at, is shown as before. */
  @Post('confirmation')
  @HttpCode(200)
  async confirm(@Me() me: SignedInMember, @Body() body: unknown): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const [rows, locale] = [unpackRows(posted.text('rows')), posted.text('locale')];
    const previewed = await this.preview.of(me.actor, rows);
    const invitations = previewed.flatMap(({ draft }) => draft ?? []);
    if (invitations.length === 0 || invitations.length !== Number(posted.text('invited')))
      return this.page.preview(me, previewed, { locale, error: 'import_changed' });
    try {
      const refused = await this.invite.run(me.actor, { invitations, locale });
      if (refused.length === 0) return seeOther(`${adminUrl(me)}/members?done=invited`);
      return await this.page.preview(me, await this.preview.of(me.actor, rows), {
        locale,
        error: 'import_changed',
      });
    } catch (error) {
      const { form, ...fields } = fieldErrors(error);
      const code = form ?? Object.values(fields)[0] ?? 'invalid_input';
      return this.page.preview(me, previewed, { locale, error: code });
    }
  }
}

function contentOf(upload: Upload | undefined, pasted: string): string {
  if (!upload) {
    if (pasted.trim() === '') throw invalidFields({ file: 'import_nothing' });
    return pasted;
  }
  if (upload.buffer.length > LARGEST_FILE) throw invalidFields({ file: 'import_too_large' });
  const text = textOf(upload.buffer);
  if (text === null) throw invalidFields({ file: 'import_unreadable' });
  return text;
}
