import { Module } from '@nestjs/common';
import { OpeningHours } from './hours.queries.js';
import { SaveHours } from './save-hours.js';

const exported = [OpeningHours, SaveHours];

@Module({ providers: exported, exports: exported })
export class HoursModule {}
