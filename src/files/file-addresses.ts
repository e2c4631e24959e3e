import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { FileLinks } from '../platform/index.js';
import { FileAccess } from './file.access.js';

/** Of a link to the file, and of the picture that shows it: the small one, where there is one. */
export interface FileAddress {
  href: string;
  src: string;
}

/** New addresses of a file for a visitor who may still read where it stands. */
@Injectable()
export class FileAddresses {
  constructor(
    private readonly files: FileAccess,
    private readonly links: FileLinks,
  ) {}

  async of(actor: VisitorActor, id: string): Promise<FileAddress> {
    const { brandId, id: fileId, hasThumbnail } = await this.files.file(actor, id);
    const path = (variant: 'whole' | 'thumbnail') =>
      this.links.path({ brandId, fileId, variant, side: 'visitor' });
    return { href: path('whole'), src: path(hasThumbnail ? 'thumbnail' : 'whole') };
  }
}
