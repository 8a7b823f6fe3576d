import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stored file; its bytes are in the storage under its id. */
@Entity('files')
export class FileRow {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text', { name: 'media_type' }) readonly mediaType!: string;
  /** In bytes. bigint: pg gives it as text. */
  @Column('bigint') readonly size!: string;
  /** Hexadecimal. */
  @Column('text') readonly sha256!: string;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;
}
