import { Module } from '@nestjs/common';
import { BrandAccess } from './brand.access.js';
import { BrandNames } from './brand-names.js';
import { BrandSettingsQueries } from './brand-settings.queries.js';
import { CreateBrand } from './create-brand.js';
import { ReopenBrand } from './reopen-brand.js';
import { PutAwayGettingStarted } from './put-away-getting-started.js';
import { SettingsChange } from './settings-change.js';
import { SaveBrandSettings } from './save-brand-settings.js';
import { SuspendBrand } from './suspend-brand.js';

const OFFERED = [
  BrandAccess,
  BrandNames,
  BrandSettingsQueries,
  CreateBrand,
  ReopenBrand,
  PutAwayGettingStarted,
  SaveBrandSettings,
  SettingsChange,
  SuspendBrand,
];

@Module({ providers: OFFERED, exports: OFFERED })
export class BrandsModule {}
