export * from './actor.js';
export * from './clock.js';
export * from './errors.js';
export * from './fold-case.js';
export * from './ids.js';
export * from './placeholders.js';
export * from './text.js';
export * from './wall-clock.js';
