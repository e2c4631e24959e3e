import { defineEvent } from '../platform/index.js';

export const BrandSettingsSaved = defineEvent<{ before: object; after: object }>('settings.brand_saved');
