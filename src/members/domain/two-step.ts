/** What decides on whether a brand asks somebody for a second factor. */
export interface TwoStep {
  /** When the brand begins to let nobody in without one; null where it never asks. */
  requiredFrom: Date | null;
  /** Whether the account has one now. */
  hasFactor: boolean;
  /** Whether this sign-in has shown one. */
  isProved: boolean;
}

/** Why somebody stays outside: they have no second factor (`needed`), or have not shown it (`unproved`). */
export type Bar = 'two_step_needed' | 'two_step_unproved';

export function barOf({ requiredFrom, hasFactor, isProved }: TwoStep, now: Date): Bar | null {
  if (!requiredFrom || requiredFrom > now) return null;
  if (!hasFactor) return 'two_step_needed';
  return isProved ? null : 'two_step_unproved';
}

/** From when on somebody who is let in now will stay outside, so that they hear of it before; null where nothing comes. */
export function comingBar(twoStep: TwoStep): Date | null {
  const { requiredFrom } = twoStep;
  return requiredFrom && barOf(twoStep, requiredFrom) ? requiredFrom : null;
}
