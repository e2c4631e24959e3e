import type { BrandSettings } from '../../brands/index.js';
import { wholeNumber, type Posted } from '../frame/posted.js';

/** What stands in the brand's form, as it was typed. */
export interface BrandDraft {
  name: string;
  defaultLocale: string;
  timeZone: string;
  defaultCapacity: string;
  assignmentHours: string;
  assignmentMinutes: string;
  twoStep: boolean;
  twoStepFrom: string;
}

/** A brand as its form knows it. */
export interface BrandState extends BrandSettings {
  /** The day from which nobody is let in without a second factor; null for never. */
  twoStepFrom: string | null;
}

const HOUR = 60;

export function brandDraftOf({
  assignmentMinutes,
  defaultCapacity,
  twoStepFrom,
  ...facts
}: BrandState): BrandDraft {
  return {
    ...facts,
    defaultCapacity: String(defaultCapacity),
    assignmentHours: String(Math.floor(assignmentMinutes / HOUR)),
    assignmentMinutes: String(assignmentMinutes % HOUR),
    twoStep: twoStepFrom !== null,
    twoStepFrom: twoStepFrom ?? '',
  };
}

export function readBrandDraft(posted: Posted): BrandDraft {
  return {
    name: posted.text('name'),
    defaultLocale: posted.text('defaultLocale'),
    timeZone: posted.text('timeZone'),
    defaultCapacity: posted.text('defaultCapacity'),
    assignmentHours: posted.text('assignmentHours'),
    assignmentMinutes: posted.text('assignmentMinutes'),
    twoStep: posted.text('twoStep') === 'on',
    twoStepFrom: posted.text('twoStepFrom'),
  };
}

/** What is no number is NaN, which the brand's checks refuse at its field; hours or minutes left empty are none. */
export function brandWanted(draft: BrandDraft): BrandState {
  const orNone = (text: string) => wholeNumber(text.trim() === '' ? '0' : text);
  return {
    name: draft.name.trim(),
    defaultLocale: draft.defaultLocale,
    timeZone: draft.timeZone,
    defaultCapacity: wholeNumber(draft.defaultCapacity),
    assignmentMinutes: orNone(draft.assignmentHours) * HOUR + orNone(draft.assignmentMinutes),
    twoStepFrom: draft.twoStep ? draft.twoStepFrom : null,
  };
}
