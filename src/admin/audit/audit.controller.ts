import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { isId } from '../../kernel/index.js';
import { Me, MemberAccess, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { I18n, view, withQuery, type View } from '../../platform/index.js';
import type { ChoiceView } from '../frame/admin.view.js';
import { AUDIT_KINDS, AuditLog, type AuditFilter } from '../frame/audit-log.queries.js';
import { AuditPresenter } from './audit-presenter.js';
import type { AuditView } from './audit.view.js';
import { orAll } from '../frame/choices.js';
import { dayOf, startOfDay } from '../frame/days.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** Who changed what, when, with what it was before and after; who was blocked, and what was released. */
@Controller('b/:brand/admin/audit')
@UseGuards(MemberGuard)
@Needs('audit.read')
export class AuditController {
  constructor(
    private readonly shell: Shell,
    private readonly log: AuditLog,
    private readonly presenter: AuditPresenter,
    private readonly members: MemberAccess,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async show(@Me() me: SignedInMember, @Query() query: Record<string, unknown>): Promise<View> {
    const filter: AuditFilter = {
      kind: AUDIT_KINDS.find((kind) => kind === query.kind) ?? null,
      memberId: isId(query.member) ? query.member : null,
      from: startOfDay(query.from, me.timeZone),
      until: startOfDay(query.to, me.timeZone, 1),
      before: typeof query.before === 'string' ? query.before : null,
    };
    const { events, older } = await this.log.page(me.actor, filter);
    const data: AuditView = {
      shell: await this.shell.around(me, 'audit'),
      action: `${adminUrl(me)}/audit`,
      kinds: this.kinds(me, filter),
      members: await this.people(me, filter),
      from: dayOf(filter.from, me.timeZone),
      to: dayOf(filter.until, me.timeZone, -1),
      lines: await this.presenter.lines(me, events),
      olderUrl: older && addressOf(me, { ...filter, before: older }),
      newestUrl: filter.before && addressOf(me, { ...filter, before: null }),
    };
    return view('admin/audit/audit', data);
  }

  private kinds({ actor }: SignedInMember, { kind }: AuditFilter): ChoiceView[] {
    return orAll(
      this.i18n.t(actor.locale, 'admin:audit.everything'),
      AUDIT_KINDS.map((value) => ({
        value,
        label: this.i18n.t(actor.locale, `admin:audit.kinds.${value}`),
        chosen: value === kind,
      })),
    );
  }

  private async people({ actor }: SignedInMember, { memberId }: AuditFilter): Promise<ChoiceView[]> {
    const members = await this.members.all(actor);
    return orAll(
      this.i18n.t(actor.locale, 'admin:audit.everybody'),
      members.map(({ id, name }) => ({ value: id, label: name, chosen: id === memberId })),
    );
  }
}

function addressOf(me: SignedInMember, { kind, memberId, from, until, before }: AuditFilter): string {
  return withQuery(`${adminUrl(me)}/audit`, {
    kind,
    member: memberId,
    from: dayOf(from, me.timeZone),
    to: dayOf(until, me.timeZone, -1),
    before,
  });
}
