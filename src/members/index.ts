export { answerOf, checkEmail, checkName, waitOf } from './account.form.js';
export type { WaitView } from './account.view.js';
export { AccountAccess, type Account, type Membership } from './account.access.js';
export { AddMember, type AddMemberInput } from './add-member.js';
export { ChangeAvailability } from './change-availability.js';
export { ComeToDesk } from './come-to-desk.js';
export { CreateAccount, type CreateAccountInput } from './create-account.js';
export type { StandingChange } from './domain/standing.js';
export { LeaveDesk } from './leave-desk.js';
export { InvitationAccess, type Invitation } from './invitations/invitation.access.js';
export type { InvitationDraft, RefusedAddress } from './invitations/invitation.form.js';
export {
  InvitationAccepted,
  InvitationResent,
  InvitationSent,
  InvitationWithdrawn,
} from './invitations/invitations.events.js';
export { InviteMembers } from './invitations/invite-members.js';
export { IssueInvitation } from './invitations/issue-invitation.js';
export { RefusedAddresses } from './invitations/refused-addresses.queries.js';
export { ResendInvitation } from './invitations/resend-invitation.js';
export { WithdrawInvitation } from './invitations/withdraw-invitation.js';
export { LeaveBrand } from './leaving/leave-brand.js';
export { RemoveMember } from './leaving/remove-member.js';
export { MemberAccess, type Availability, type Member, type MemberKind } from './member.access.js';
export { CountedAs, Needs, MemberGuard, ReadAlong, ReadsAlong } from './member-guard.js';
export { MemberLimits, type MemberAct } from './member-limits.js';
export { Me, MemberSession, type SignedInMember } from './member-session.js';
export {
  AvailabilityChanged,
  ForeignAccessRefused,
  MemberAdded,
  MemberRemoved,
  MemberRenamed,
  MemberSaved,
  SignInCodeAsked,
  TwoStepChanged,
  TwoStepRequired,
} from './members.events.js';
export { brandMembersRoom, memberRoom } from './members.live.js';
export { MembersModule } from './members.module.js';
export { BecomeOperator, type BecomeOperatorInput } from './operators/become-operator.js';
export { OperatorAccess } from './operators/operator.access.js';
export { OperatorActs, type OperatorActKind, type OperatorActOnBrand } from './operators/operator-acts.js';
export { Operator, OperatorGuard, type SignedInOperator } from './operators/operator-guard.js';
export { OperatorLinks, type OperatorLink } from './operators/operator-links.js';
export { RightsNow } from './rights-now.js';
export { SaveAlerts, type Alerts } from './save-alerts.js';
export { SaveMember, type SaveMemberInput } from './save-member.js';
export { IssuePasswordReset } from './passwords/issue-password-reset.js';
export { checkPassword } from './passwords/password-rules.js';
export { comingBar, type TwoStep } from './domain/two-step.js';
export { RequireTwoStep, type RequireTwoStepInput } from './second-factor/require-two-step.js';
export { TwoStepMembers } from './second-factor/two-step-members.queries.js';
export { TwoStepRequirements } from './second-factor/two-step-requirements.js';
export { SecondFactors, type Proof, type ProvenSession } from './second-factor/second-factors.js';
export { OpenSessions } from './sessions/open-sessions.queries.js';
export { Entrance } from './sign-in/entrance.js';
export { hashPassword } from './sign-in/passwords.js';
export { IssueSignInCode } from './sign-in/issue-sign-in-code.js';
