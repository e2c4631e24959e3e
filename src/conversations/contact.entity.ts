import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactEnd } from './domain/state.js';

@Entity('contacts')
export class Contact {
  @PrimaryColumn('uuid', { name: 'brand_id' }) brandId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'conversation_id' }) conversationId!: string;
  @Column('uuid', { name: 'member_id' }) memberId!: string;
  @Column('timestamptz', { name: 'waited_from', nullable: true }) waitedFrom!: Date | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'ended_how', nullable: true }) endedHow!: ContactEnd | null;
}
