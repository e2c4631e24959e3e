import { defineEvent } from '../platform/index.js';
import type { BrandSettings } from './brand-settings.queries.js';

export const BrandSettingsSaved = defineEvent<{ before: BrandSettings; after: BrandSettings }>(
  'settings.brand_saved',
);
