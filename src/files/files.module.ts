import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule, EntryFiles } from '../conversations/index.js';
import { MembersModule } from '../members/index.js';
import { FileAccess } from './file.access.js';
import { FileAddresses } from './file-addresses.js';
import { StoredFile } from './file.entity.js';
import { FilesController } from './files.controller.js';
import { FileJobs } from './files.job.js';
import { FileQueries } from './files.queries.js';
import { StoreFile } from './store-file.js';
import { UnsentFiles } from './unsent-files.queries.js';

const exported = [FileAddresses, StoreFile, UnsentFiles];

@Module({
  imports: [BrandsModule, MembersModule, ConversationsModule, TypeOrmModule.forFeature([StoredFile])],
  controllers: [FilesController],
  providers: [...exported, FileAccess, FileJobs, FileQueries],
  exports: exported,
})
export class FilesModule {
  constructor(entries: EntryFiles, files: FileQueries) {
    entries.readBy((brandId, ids) => files.of(brandId, ids));
  }
}
