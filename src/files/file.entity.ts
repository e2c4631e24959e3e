import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('files')
export class StoredFile {
  @PrimaryColumn('uuid', { name: 'brand_id' }) brandId!: string;
  @PrimaryColumn('uuid') id!: string;
  /** Null until a message carries it. */
  @Column('uuid', { name: 'conversation_id', nullable: true }) conversationId!: string | null;
  @Column('uuid', { name: 'site_id', nullable: true }) siteId!: string | null;
  @Column('text') side!: 'visitor' | 'member';
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('integer') size!: number;
  @Column('integer', { nullable: true }) width!: number | null;
  @Column('integer', { nullable: true }) height!: number | null;
  @Column('boolean', { name: 'has_thumbnail' }) hasThumbnail!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
