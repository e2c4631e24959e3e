import { Module } from '@nestjs/common';
import { BrandAccess } from './brand.access.js';
import { BrandSettingsQueries } from './brand-settings.queries.js';
import { CreateBrand } from './create-brand.js';
import { SettingsChange } from './settings-change.js';
import { SaveBrandSettings } from './save-brand-settings.js';

const OFFERED = [BrandAccess, BrandSettingsQueries, CreateBrand, SaveBrandSettings, SettingsChange];

@Module({ providers: OFFERED, exports: OFFERED })
export class BrandsModule {}
