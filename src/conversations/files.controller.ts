import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { notFound } from '../kernel/index.js';
import { contentDisposition, FileLinks, FileStore, isPicture, UnitOfWork } from '../platform/index.js';
import { StoredFile } from './file.entity.js';

const THUMBNAIL_TYPE = 'image/webp';

/** Gives out files by their signed addresses: as what they were found to be, for no script to run in. */
@Controller('files')
export class FilesController {
  constructor(
    private readonly links: FileLinks,
    private readonly store: FileStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const ref = this.links.read(token);
    if (!ref) throw notFound();
    const { brandId, fileId: id, variant } = ref;
    const file = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.manager.findOneBy(StoredFile, { brandId, id }),
    );
    const content = file && (await this.store.read(ref));
    if (!file || !content) throw notFound();
    response.set({
      'Content-Type': variant === 'thumbnail' ? THUMBNAIL_TYPE : headerType(file.type),
      'Content-Length': String(content.size),
      'Content-Disposition': contentDisposition(isPicture(file.type) ? 'inline' : 'attachment', file.name),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=21600, immutable',
    });
    response.on('close', () => content.stream.destroy());
    content.stream.on('error', () => response.destroy()).pipe(response);
  }
}

function headerType(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
