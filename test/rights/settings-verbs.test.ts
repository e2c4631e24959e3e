import { SaveBrandSettings, type BrandSettings } from '../../src/brands/index.js';
import {
  DryRun,
  ReleaseConversation,
  SaveGroup,
  SaveMemberGroups,
  SaveRule,
  WaitingReasons,
} from '../../src/distribution/index.js';
import { RoutingSettings } from '../../src/distribution/settings/routing-settings.js';
import { UnblockVisitor } from '../../src/conversations/index.js';
import { roleMay, type MemberActor, type Permission, type Refusal } from '../../src/kernel/index.js';
import { SaveHours } from '../../src/hours/index.js';
import {
  AddMember,
  InviteMembers,
  RemoveMember,
  RequireTwoStep,
  ResendInvitation,
  SaveMember,
  WithdrawInvitation,
} from '../../src/members/index.js';
import { SaveMailSender, SaveMailTemplate } from '../../src/mail/index.js';
import { SendTrialMail } from '../../src/notices/index.js';
import { NoteFailures, RetryNotification } from '../../src/outbox/index.js';
import { CreateSite, PublishDocument, RenewSiteSecret, SaveSite, SaveText } from '../../src/sites/index.js';
import { SaveTag } from '../../src/tags/index.js';
import { OrderTargetingRules, RemoveTargetingRule, SaveTargetingRule } from '../../src/targeting/index.js';
import { aMemberOf, refusalOf } from './fakes.js';

/** Whatever a verb would ask for or do: it must have refused before. */
const nothing: never = new Proxy({} as never, {
  get: () => {
    throw new Error('it went on');
  },
});
const NOTHING = Array<never>(6).fill(nothing);
const settings = new RoutingSettings(nothing, nothing, nothing);
const reasons = new WaitingReasons(nothing, nothing, nothing);

const ADMINS: [string, (actor: MemberActor) => Promise<unknown>][] = [
  [
    'what holds for the brand',
    (actor) =>
      new SaveBrandSettings(nothing, nothing, nothing, nothing).run(actor, { name: 'x' } as BrandSettings),
  ],
  ...(['brand', 'site', 'group', 'member'] as const).map((kind): (typeof ADMINS)[number] => [
    `the hours of a ${kind}`,
    (actor) =>
      new SaveHours(nothing, nothing, nothing, nothing).run(actor, {
        owner: { kind, id: '0192f0c1-0000-7000-8000-000000000001' },
        hours: null,
      }),
  ]),
  [
    'two-step verification of everybody',
    (actor) =>
      new RequireTwoStep(nothing, nothing, nothing, nothing, nothing, nothing).run(actor, { from: null }),
  ],
  ['rules and groups', (actor) => settings.change(actor, 'rules.change', async () => undefined)],
  [
    'a rule',
    (actor) =>
      new SaveRule(settings, nothing, nothing, nothing).run(actor, {
        name: 'x',
        enabled: true,
        sharing: 'cascade',
        lastResort: 'nothing',
        queues: [{ groupId: '0192f0c1-0000-7000-8000-000000000001', threshold: 1, share: 0 }],
      }),
  ],
  [
    'a group',
    (actor) =>
      new SaveGroup(settings, nothing, nothing, nothing).run(actor, {
        name: 'x',
        active: true,
        memberIds: [],
      }),
  ],
  [
    'the groups of a member',
    (actor) =>
      new SaveMemberGroups(settings, nothing, nothing, nothing).run(actor, { memberId: 'x', groupIds: [] }),
  ],
];

type Verb = new (...needs: never[]) => { run: (actor: never, input: never) => Promise<unknown> };

/** What each verb asks for before anything else. */
const VERBS: [Verb, Permission][] = [
  [SaveBrandSettings, 'brand.change'],
  [AddMember, 'members.change'],
  [InviteMembers, 'members.change'],
  [RemoveMember, 'members.change'],
  [ResendInvitation, 'members.change'],
  [SaveMember, 'members.change'],
  [WithdrawInvitation, 'members.change'],
  [CreateSite, 'sites.change'],
  [SaveSite, 'sites.change'],
  [RenewSiteSecret, 'sites.change'],
  [SaveText, 'texts.change'],
  [PublishDocument, 'documents.change'],
  [SaveTargetingRule, 'targeting.change'],
  [OrderTargetingRules, 'targeting.change'],
  [RemoveTargetingRule, 'targeting.change'],
  [SaveMailSender, 'mails.change'],
  [SaveMailTemplate, 'mails.change'],
  [SendTrialMail, 'mails.change'],
  [NoteFailures, 'mails.change'],
  [RetryNotification, 'mails.change'],
  [SaveTag, 'tags.change'],
  [UnblockVisitor, 'visitors.unblock'],
  [ReleaseConversation, 'conversations.release'],
];

const MANAGERS: [string, (actor: MemberActor) => Promise<unknown>][] = [
  ['what waits', async (actor) => reasons.page(actor)],
  ['why some wait', (actor) => reasons.of(actor, [])],
  ['where the next would go', (actor) => new DryRun(nothing, nothing, nothing).run(actor, { ruleId: 'x' })],
];

it.each(ADMINS)('%s is changed by admins alone, whoever calls', async (_, run) => {
  for (const role of ['agent', 'manager'] as const)
    expect(await refusalOf(run(aMemberOf(role).actor))).toBe('forbidden forbidden');
  await expect(run(aMemberOf('admin').actor)).rejects.toThrow('it went on');
});

it.each(VERBS)('%p asks for %s before anything else', async (verb, permission) => {
  for (const role of ['agent', 'manager', 'admin'] as const) {
    const run = async () => new verb(...NOTHING).run(aMemberOf(role).actor as never, {} as never);
    const kind = await run().catch((error: unknown) => (error as Partial<Refusal>).kind);
    expect([role, kind === 'forbidden']).toEqual([role, !roleMay(role, permission)]);
  }
});

it.each(MANAGERS)('%s is told to managers alone, whoever calls', async (_, run) => {
  expect(await refusalOf(run(aMemberOf('agent').actor))).toBe('forbidden forbidden');
  await expect(run(aMemberOf('manager').actor)).rejects.toThrow('it went on');
});
