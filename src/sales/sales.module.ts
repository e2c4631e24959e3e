import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/index.js';
import { RecordTransaction } from './record-transaction.js';

@Module({ imports: [SitesModule], providers: [RecordTransaction], exports: [RecordTransaction] })
export class SalesModule {}
