import { conditionFields, testerFields } from '../../src/admin/targeting/targeting-fields.js';
import { isVisibleToVisitor, type LineCode } from '../../src/conversations/index.js';
import { MAIL_KINDS } from '../../src/mail/mail-kinds.js';
import type { I18n } from '../../src/platform/index.js';
import { TAG_COLOURS } from '../../src/tags/index.js';
import { ROOT } from './tree.js';
import { valuesOfType } from './worded-keys.js';

type Values = () => readonly string[];

/** Where the types don't tell which keys are asked for: what they may be, or why no list is needed. */
export const KEYS_BY_HAND: Record<string, Values | string> = {
  'src/admin/audit/audit-presenter.ts: admin:audit.fields.${field}': 'asked for only where it exists',
  'src/admin/audit/audit-presenter.ts: admin:audit.values.${text}': 'asked for only where it exists',
  'src/admin/audit/audit-presenter.ts: admin:texts.${facts.code}.label': 'as the page of texts asks',
  'src/admin/audit/audit-presenter.ts: admin:mails.templates.${facts.template}':
    'as the page of templates asks',
  'src/admin/audit/audit-presenter.ts: admin:documents.title.${facts.audience}_${facts.kind}':
    'as the page of documents asks',
  "src/admin/audit/audit-presenter.ts: admin:audit.events.${event.name.replace(/\\./g, '_')}":
    'every event that is defined is asked for by itself',
  'src/admin/targeting/targeting-fields.ts: admin:targeting.fields.${name}.help':
    'asked for only where it exists',
  'src/admin/targeting/targeting-fields.ts: admin:targeting.fields.${name}.label': () =>
    askedBy(conditionFields),
  'src/admin/targeting/targeting-fields.ts: admin:targeting.tester.${name}': () => askedBy(testerFields),
  'src/admin/targeting/targeting-presenter.ts: common:device.${each}': 'as the fields of targeting ask',
  'src/admin/tags/edit-tag.ts: admin:tag.colours.${colour}.label': () =>
    TAG_COLOURS.map((colour) => `admin:tag.colours.${colour}.label`),
  'src/admin/members/member-page.ts: admin:member.help.${value}': () =>
    [...typeOf('src/kernel/actor.ts#MemberRole'), ...typeOf('src/members/member.access.ts#MemberKind')].map(
      (value) => `admin:member.help.${value}`,
    ),
  'src/admin/mails/mail-presenter.ts: admin:mails.templates.${record.template}': () =>
    MAIL_KINDS.map((kind) => `admin:mails.templates.${kind}`),
  'src/admin/mails/mail-presenter.ts: admin:mails.reasons.${code}':
    'a code before its number; tests of delivery show each',
  'src/conversations/entries/entry-views.ts: events:lines.${code}': () =>
    LINES().map((code) => `events:lines.${code}`),
  'src/conversations/entries/entry-views.ts: messenger:lines.${code}': () =>
    LINES()
      .filter(isVisibleToVisitor)
      .map((code) => `messenger:lines.${code}`),
  'src/operator/mails.controller.ts: platform:mails.reasons.${code}': 'asked for only where it exists',
  'src/board/board-views.ts: errors:${refusal?.code}': 'any refusal: every code is asked for by itself',
  'src/desk/desk.gateway.ts: errors:${code}': 'any refusal: every code is asked for by itself',
  'src/desk/dialogs/desk-dialogs.ts: errors:${code}': 'any refusal: every code is asked for by itself',
  'src/platform/http/refusal.filter.ts: errors:${code}': 'any refusal: every code is asked for by itself',
  'src/platform/live/answering.ts: errors:${code}': 'any refusal: every code is asked for by itself',
  'src/desk/desk-rooms.ts: board:${brandId}': 'a room of sockets',
  'src/messenger/messenger.live.ts: messenger:${brandId}:${visitorId}': 'a room of sockets',
};

/**
 * What views put together, by how the key begins and ends (`*` for what is put in): the union it comes from, the calls that name
 * it, or why no list is needed.
 */
export const KEYS_OF_VIEWS: Record<
  string,
  { of: string } | { given: string; by: string; but?: string[] } | string
> = {
  'board:states.*': { of: 'src/board/board.view.ts#MemberView.state' },
  'board:panel.states.*': { of: 'src/conversations/domain/state.ts#ConversationState' },
  'board:outcome.*': { of: 'src/board/board.view.ts#OutcomeView.what' },
  'board:columns.*': { of: 'src/board/board.view.ts#ColumnView.name' },
  'board:empty.*': { of: 'src/board/board.view.ts#ColumnView.name' },
  'desk:presence.*': { of: 'src/desk/desk.view.ts#VisitorAvatarView.presence' },
  'desk:lists.*': { of: 'src/desk/lists/desk-lists.ts#DeskList' },
  'desk:lists.empty.*': { of: 'src/desk/lists/desk-lists.ts#DeskList' },
  'desk:transfer.state.*': { of: 'src/desk/dialogs/dialog.view.ts#TransferView.members.state' },
  'platform:acts.kinds.*': { of: 'src/members/operators/operator-acts.ts#OperatorActKind' },
  'platform:brand.done.*': { of: 'src/operator/operator.view.ts#BrandPageView.done' },
  'platform:brands.states.*': { of: 'src/operator/platform-brands.queries.ts#PlatformBrand.state' },
  'platform:mails.kinds.*': { of: 'src/account-mails/account-mail.ts#AccountMailKind' },
  'platform:mails.states.*': { of: 'src/account-mails/account-mail.ts#AccountMailState' },
  'platform:change.submit.*': { of: 'src/operator/operator.view.ts#StateChangeView.kind' },
  'platform:change.title.*': { of: 'src/operator/operator.view.ts#StateChangeView.kind' },
  'search:states.*': { of: 'src/desk/lists/search.view.ts#FoundView.state' },
  'admin:texts.usual.*': { of: 'src/admin/texts/texts.view.ts#TextFieldView.usualFrom' },
  'admin:notice.*': { of: 'src/admin/frame/admin.view.ts#ShellView.notice' },
  'accounts:invitation.title.*': { of: 'src/members/invitations/invitation.view.ts#InvitationStep' },
  'accounts:invitation.text.*': { of: 'src/members/invitations/invitation.view.ts#InvitationStep' },
  'admin:invitations.over.*': { of: 'src/admin/members/invitations.view.ts#InvitationOver' },
  'accounts:account.saved.*': { of: 'src/members/account.view.ts#AccountView.saved' },
  'factors:done.*': { of: 'src/members/second-factor/two-step.view.ts#TwoStepView.done' },
  'common:role.*': { of: 'src/kernel/actor.ts#MemberRole' },
  'sign-up:closed.*': { of: 'src/sign-up/sign-up.view.ts#ClosedView.state' },
  'messenger:presence.*': { of: 'src/messenger/pages/messenger.view.ts#WhoView.presence' },
  'desk:banner.lacks.*': { of: 'src/desk/desk.view.ts#ThreadView.assigned.lacks' },
  'board:panel.problems.*.title': { given: 'problem', by: 'board/_panel-problem', but: ['loading'] },
  'board:panel.problems.*.text': { given: 'problem', by: 'board/_panel-problem', but: ['loading'] },
  'errors:page.*.title': { given: 'kind', by: 'errors/_words' },
  'errors:page.*.text': { given: 'kind', by: 'errors/_words' },
  'errors:*': 'any refusal: every code is asked for by itself',
};

const typeOf = (name: string) => valuesOfType(ROOT, name);
const LINES = () => typeOf('src/conversations/domain/information-line.ts#LineCode') as LineCode[];

/** The keys below `admin:targeting` that a function asks for. */
function askedBy(fields: typeof conditionFields): string[] {
  const asked: string[] = [];
  const t = (_locale: string, key: string) => {
    asked.push(key);
    return key;
  };
  fields({ t, has: () => false } as unknown as I18n, 'en', {}, {});
  // The hours of a day are labelled by the day.
  return asked.filter((key) => /^admin:targeting\.(?:fields|tester)\.(?!hours_)/.test(key));
}
