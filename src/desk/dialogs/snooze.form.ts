import { invalidFields, momentOf } from '../../kernel/index.js';

const CHOICES = ['3h', '1d', 'date'] as const;
export type SnoozeChoice = (typeof CHOICES)[number];

export interface SnoozeForm {
  choice: SnoozeChoice;
  /** A date and a time as the member's clock shows it. */
  at: string;
  keep: boolean;
  /** When the visitor last wrote, as the dialog was opened; empty where they never did. */
  heard: string;
}

const HOUR_MS = 3_600_000;

/** What is none of the choices is a time of one's own, which has to be named. */
export function readSnooze(posted: unknown): SnoozeForm {
  const { choice, at, keep, heard } = (posted ?? {}) as Record<string, unknown>;
  return {
    choice: CHOICES.find((known) => known === choice) ?? 'date',
    at: typeof at === 'string' ? at : '',
    keep: keep !== undefined,
    heard: typeof heard === 'string' ? heard : '',
  };
}

/** Undefined where the form does not say. */
export function heardOf({ heard }: SnoozeForm): Date | undefined {
  const at = new Date(heard);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

export function snoozeUntil({ choice, at }: SnoozeForm, now: Date, timeZone: string): Date {
  if (choice === '3h') return new Date(now.getTime() + 3 * HOUR_MS);
  if (choice === '1d') return new Date(now.getTime() + 24 * HOUR_MS);
  const moment = momentOf(at, timeZone);
  if (moment instanceof Date) return moment;
  throw invalidFields({ until: moment === 'skipped' ? 'snooze_time_skipped' : 'snooze_time_unreadable' });
}
