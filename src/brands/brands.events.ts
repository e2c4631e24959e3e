import { defineEvent } from '../platform/index.js';
import type { BrandSettings } from './brand-settings.queries.js';

export const BrandSettingsSaved = defineEvent<{ before: BrandSettings; after: BrandSettings }>(
  'settings.brand_saved',
);

interface Reason {
  reason: string;
}

/** By an operator: it is only read from now on. */
export const BrandSuspended = defineEvent<{ before: null; after: Reason }>('settings.brand_suspended');
export const BrandReopened = defineEvent<{ before: null; after: Reason }>('settings.brand_reopened');
