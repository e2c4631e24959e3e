import { Module } from '@nestjs/common';
import { RecordTransaction } from './record-transaction.js';

@Module({ providers: [RecordTransaction], exports: [RecordTransaction] })
export class SalesModule {}
