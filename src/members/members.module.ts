import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountMailsModule } from '../account-mails/index.js';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { AccountAccess } from './account.access.js';
import { AccountsController } from './accounts.controller.js';
import { AddMember } from './add-member.js';
import { ChangeAvailability } from './change-availability.js';
import { ChangePassword } from './sign-in/change-password.js';
import { ComeToDesk } from './come-to-desk.js';
import { CreateAccount } from './create-account.js';
import { GoOffline } from './go-offline.js';
import { GoOfflineJob } from './go-offline.job.js';
import { AcceptInvitation } from './invitations/accept-invitation.js';
import { EndedInvitationsJob } from './invitations/ended-invitations.job.js';
import { InvitationAccess } from './invitations/invitation.access.js';
import { InvitationPage } from './invitations/invitation-page.js';
import { InvitationTokens } from './invitations/invitation-tokens.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InviteMembers } from './invitations/invite-members.js';
import { IssueInvitation } from './invitations/issue-invitation.js';
import { RefusedAddresses } from './invitations/refused-addresses.queries.js';
import { ResendInvitation } from './invitations/resend-invitation.js';
import { WithdrawInvitation } from './invitations/withdraw-invitation.js';
import { AdminsKept } from './leaving/admins-kept.js';
import { EndMembership } from './leaving/end-membership.js';
import { LeaveBrand } from './leaving/leave-brand.js';
import { RemoveMember } from './leaving/remove-member.js';
import { LeaveBySignOut } from './sign-in/leave-by-sign-out.js';
import { LeaveDesk } from './leave-desk.js';
import { MemberAccess } from './member.access.js';
import { MemberLimits } from './member-limits.js';
import { MemberSession } from './member-session.js';
import { MembersLive } from './members.live.js';
import { BecomeOperator } from './operators/become-operator.js';
import { OperatorAccess } from './operators/operator.access.js';
import { OperatorActs } from './operators/operator-acts.js';
import { OperatorGuard } from './operators/operator-guard.js';
import { OperatorLinks } from './operators/operator-links.js';
import { AskPasswordReset } from './passwords/ask-password-reset.js';
import { IssuePasswordReset } from './passwords/issue-password-reset.js';
import { NewPassword } from './passwords/new-password.js';
import { PasswordResetController } from './passwords/password-reset.controller.js';
import { ResetPassword } from './passwords/reset-password.js';
import { RightsNow } from './rights-now.js';
import { SaveAccount } from './save-account.js';
import { SaveAlerts } from './save-alerts.js';
import { SaveMember } from './save-member.js';
import { AuthenticatorCodes } from './second-factor/authenticator-codes.js';
import { AuthenticatorSetup } from './second-factor/authenticator-setup.js';
import { ConfirmIdentity } from './second-factor/confirm-identity.js';
import { AddPasskey } from './passkeys/add-passkey.js';
import { PasskeyAccess } from './passkeys/passkey.access.js';
import { PasskeyCeremonies } from './passkeys/passkey-ceremonies.js';
import { PasskeyChallenges } from './passkeys/passkey-challenges.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeySignInController } from './passkeys/passkey-sign-in.controller.js';
import { RemovePasskey } from './passkeys/remove-passkey.js';
import { RenamePasskey } from './passkeys/rename-passkey.js';
import { SignInWithPasskey } from './passkeys/sign-in-with-passkey.js';
import { RenewRecoveryCodes } from './second-factor/renew-recovery-codes.js';
import { PassSecondStep } from './second-factor/pass-second-step.js';
import { RecentProof } from './second-factor/recent-proof.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { RemoveAuthenticator } from './second-factor/remove-authenticator.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SecondStepController } from './second-factor/second-step.controller.js';
import { SetUpAuthenticator } from './second-factor/set-up-authenticator.js';
import { RequireTwoStep } from './second-factor/require-two-step.js';
import { TwoStepChanges } from './second-factor/two-step-changes.js';
import { TwoStepMembers } from './second-factor/two-step-members.queries.js';
import { TwoStepRequirements } from './second-factor/two-step-requirements.js';
import { TwoStepController } from './second-factor/two-step.controller.js';
import { AskSignInCode } from './sign-in/ask-sign-in-code.js';
import { ConfirmSignInCode } from './sign-in/confirm-sign-in-code.js';
import { Devices } from './sign-in/devices.js';
import { Entrance } from './sign-in/entrance.js';
import { IssueSignInCode } from './sign-in/issue-sign-in-code.js';
import { LocalSignIn } from './sign-in/local-sign-in.js';
import { PendingSignIns } from './sign-in/pending-sign-ins.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { AccountSessionsController } from './sessions/account-sessions.controller.js';
import { EndSessions } from './sessions/end-sessions.js';
import { NoteNewDevice } from './sessions/note-new-device.js';
import { OpenSessions } from './sessions/open-sessions.queries.js';
import { StandingQueries } from './standing.queries.js';

const OFFERED = [
  AccountAccess,
  AddMember,
  BecomeOperator,
  ChangeAvailability,
  ComeToDesk,
  CreateAccount,
  InvitationAccess,
  InviteMembers,
  IssueInvitation,
  IssuePasswordReset,
  Entrance,
  IssueSignInCode,
  LeaveBrand,
  LeaveDesk,
  MemberAccess,
  MemberLimits,
  MemberSession,
  OperatorAccess,
  OperatorActs,
  OperatorGuard,
  OperatorLinks,
  OpenSessions,
  RefusedAddresses,
  RemoveMember,
  ResendInvitation,
  RightsNow,
  SaveAlerts,
  SaveMember,
  RequireTwoStep,
  SecondFactors,
  TwoStepMembers,
  TwoStepRequirements,
  WithdrawInvitation,
];

@Module({
  imports: [AccountMailsModule, BrandsModule, PassportModule],
  controllers: [
    AccountSessionsController,
    AccountsController,
    InvitationsController,
    PasswordResetController,
    PasskeySignInController,
    PasskeysController,
    SecondStepController,
    SignInController,
    TwoStepController,
  ],
  providers: [
    ...OFFERED,
    AcceptInvitation,
    AdminsKept,
    AskPasswordReset,
    AskSignInCode,
    AuthenticatorCodes,
    AuthenticatorSetup,
    ChangePassword,
    ConfirmIdentity,
    ConfirmSignInCode,
    Devices,
    EndedInvitationsJob,
    EndMembership,
    EndSessions,
    GoOffline,
    GoOfflineJob,
    InvitationPage,
    InvitationTokens,
    LeaveBySignOut,
    LocalSignIn,
    MembersLive,
    NewPassword,
    NoteNewDevice,
    AddPasskey,
    PassSecondStep,
    PasskeyAccess,
    PasskeyCeremonies,
    PasskeyChallenges,
    RemovePasskey,
    RenamePasskey,
    RenewRecoveryCodes,
    SignInWithPasskey,
    PendingSignIns,
    RecentProof,
    RecoveryCodes,
    RemoveAuthenticator,
    ResetPassword,
    SaveAccount,
    SetUpAuthenticator,
    SignIn,
    StandingQueries,
    TwoStepChanges,
  ],
  exports: OFFERED,
})
export class MembersModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, name FROM members WHERE brand_id = $1');
    names.register('SELECT id, email AS name FROM invitations WHERE brand_id = $1');
  }
}
