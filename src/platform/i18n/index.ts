export * from './format.js';
export * from './i18n.js';
export * from './languages.js';
