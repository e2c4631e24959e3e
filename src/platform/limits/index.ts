export { ClientAddresses, type ClientAddress } from './client-addresses.js';
export { FewAtOnce } from './few-at-once.js';
export { IntakePace } from './intake-pace.js';
export { NetworkPace } from './network-pace.js';
export type { RateLimit, Taking } from './rate-limit.js';
export { RateLimits } from './rate-limits.js';
