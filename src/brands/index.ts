export { BrandAccess, type Brand } from './brand.access.js';
export { BrandNames } from './brand-names.js';
export { BrandSettingsQueries, type BrandSettings } from './brand-settings.queries.js';
export { BrandSettingsSaved } from './brands.events.js';
export { BrandsModule } from './brands.module.js';
export { CreateBrand, type CreateBrandInput } from './create-brand.js';
export { basisOf, SettingsChange, type SettingsChangeInput } from './settings-change.js';
export { SaveBrandSettings } from './save-brand-settings.js';
