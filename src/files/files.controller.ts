import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BrandAccess } from '../brands/index.js';
import { notFound, Refusal } from '../kernel/index.js';
import { AccountAccess, TwoStepRequirements } from '../members/index.js';
import {
  contentDisposition,
  FileLinks,
  fileNameFor,
  FileStore,
  isPicture,
  Sessions,
  type FileLink,
} from '../platform/index.js';
import { FileAccess } from './file.access.js';
import type { StoredFile } from './file.entity.js';

const THUMBNAIL_TYPE = 'image/webp';
/** By browsers: no longer than an address of that side lasts for certain. */
const KEPT_SECONDS = { visitor: 300, member: 3600 };

/**
 * Gives out files by their signed addresses: as what they were found to be, for no script to run in. An address from a
 * page of members opens to a member alone who may read the conversation now.
 */
@Controller('files')
export class FilesController {
  constructor(
    private readonly links: FileLinks,
    private readonly store: FileStore,
    private readonly brands: BrandAccess,
    private readonly files: FileAccess,
    private readonly accounts: AccountAccess,
    private readonly twoStep: TwoStepRequirements,
    private readonly sessions: Sessions,
  ) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const link = this.links.read(token);
    if (!link) throw notFound();
    const file = link.side === 'member' ? await this.forMember(link, request) : await this.forVisitor(link);
    const content = await this.store.read(link);
    if (!content) throw notFound();
    const kind = isPicture(file.type) ? 'inline' : 'attachment';
    response.set({
      'Content-Type': link.variant === 'thumbnail' ? THUMBNAIL_TYPE : headerType(file.type),
      'Content-Length': String(content.size),
      'Content-Disposition': contentDisposition(kind, fileNameFor(file.type, file.name)),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': `private, max-age=${KEPT_SECONDS[link.side]}, immutable`,
    });
    response.on('close', () => content.stream.destroy());
    content.stream.on('error', () => response.destroy()).pipe(response);
  }

  private async forVisitor({ brandId, fileId }: FileLink): Promise<StoredFile> {
    if (!(await this.brands.isActive(brandId))) throw notFound();
    return this.files.known(brandId, fileId);
  }

  private async forMember({ brandId, fileId }: FileLink, request: Request): Promise<StoredFile> {
    const { accountId, locale, provedAt } = (await this.sessions.ofRequest(request)) ?? {};
    const memberships = accountId ? await this.accounts.memberships(accountId) : [];
    const membership = memberships.find((each) => each.brandId === brandId);
    if (!accountId || !membership) throw notFound();
    const { memberId: id, role } = membership;
    const actor = { kind: 'member', brandId, id, accountId, role, locale: locale ?? 'en' } as const;
    try {
      await this.twoStep.letIn(brandId, { accountId, provedAt });
      return await this.files.file(actor, fileId);
    } catch (error) {
      throw error instanceof Refusal ? notFound() : error;
    }
  }
}

function headerType(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
