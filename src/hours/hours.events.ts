import { defineEvent } from '../platform/index.js';
import type { Hours } from './domain/schedule.js';

/** Of exceptions only those that the change took away, or brought; null where the owner has no hours of its own. */
export const HoursSaved = defineEvent<{ before: Hours | null; after: Hours | null }>('settings.hours_saved');
