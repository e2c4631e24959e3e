import { defineEvent } from '../platform/index.js';
import type { Availability, Member } from './member.access.js';

type Facts = Pick<Member, 'role' | 'kind' | 'status'> & { capacity: number };

export const MemberAdded = defineEvent<{
  before: null;
  after: Omit<Facts, 'status' | 'capacity'> & { capacity: number | null };
}>('settings.member_added');
export const MemberSaved = defineEvent<{ before: Facts; after: Facts }>('settings.member_saved');
export const MemberRemoved = defineEvent<{ before: Facts; after: null }>('settings.member_removed');
/** Goes by another name from now on. */
export const MemberRenamed = defineEvent('member.renamed');
/** Somebody signs in by two steps from now on, or by their password alone. */
export const TwoStepChanged = defineEvent<{ before: { twoStep: boolean }; after: { twoStep: boolean } }>(
  'settings.member_two_step_changed',
);
/** From that day on a brand lets nobody in without a second factor; null for never. */
export const TwoStepRequired = defineEvent<{
  before: { twoStepFrom: string | null };
  after: { twoStepFrom: string | null };
}>('settings.brand_two_step_required');
/** Somebody signed in tried the pages of a brand that is not theirs. */
export const ForeignAccessRefused = defineEvent<{ accountId: string }>('settings.foreign_access_refused');

/** A code by mail was asked for, to sign in; told by a former version alone. */
export const SignInCodeAsked = defineEvent('member.sign_in_code_asked');

/** What holds for a member now has changed: chosen, arrived at a desk, or gone for a minute. */
export const AvailabilityChanged = defineEvent<{
  state: Availability | 'offline';
  chosenState: Availability;
}>('member.availability_changed');
