import { Injectable } from '@nestjs/common';
import { avatarOf } from '../conversations/index.js';
import { railOf } from '../desk/index.js';
import { WaitingReasons, type WaitingReason } from '../distribution/index.js';
import type { SignedInMember } from '../members/index.js';
import { boardAddress, boardUrl, COLUMNS, MOST_PAGES, type BoardFields, type Column } from './board.form.js';
import { BoardQueries, type BoardMember, type BoardPage, type BoardRow } from './board.queries.js';
import type { BoardView, ColumnView, GroupView, MemberView, OutcomeView, RowView } from './board.view.js';
import { BoardPresenter } from './board-presenter.js';
import { MOST_AT_ONCE, type Outcome } from './each-alone.js';
import { FilterViews } from './filter-views.js';

const MOST_COUNTED = 100;

/** Puts together what the board shows. */
@Injectable()
export class BoardViews {
  constructor(
    private readonly queries: BoardQueries,
    private readonly reasons: WaitingReasons,
    private readonly filterViews: FilterViews,
    private readonly presenter: BoardPresenter,
  ) {}

  async board(
    me: SignedInMember,
    fields: BoardFields,
    { outcome = null, panel = null }: Partial<Pick<BoardView, 'outcome' | 'panel'>> = {},
  ): Promise<BoardView> {
    const url = boardUrl(me);
    const members = (await this.queries.members(me.actor)).map(memberView);
    const counts = await this.queries.counts(me.actor, fields);
    const columns: ColumnView[] = [];
    for (const column of COLUMNS.filter((each) => !fields.state || each === fields.state)) {
      const page = await this.queries.page(me.actor, column, fields);
      const at = (after: string, pages: number) =>
        boardAddress(url, {
          ...fields,
          after: { ...fields.after, [column]: after },
          pages: { ...fields.pages, [column]: pages },
        });
      const after = fields.after[column];
      const pages = fields.pages[column];
      columns.push({
        name: column,
        count: counts[column] >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(counts[column]),
        groups: await this.groups(me, column, page, members, fields),
        shown: page.rows.length,
        hasMore: page.next !== null,
        moreUrl: page.next && pages < MOST_PAGES ? at(after, pages + 1) : null,
        nextUrl: page.next && pages >= MOST_PAGES ? at(page.next, 1) : null,
        firstUrl: after ? at('', 1) : null,
      });
    }
    const { after, pages: _, ...filters } = fields;
    return {
      url,
      brand: me.brand,
      rail: railOf(me),
      most: MOST_AT_ONCE,
      filters: await this.filterViews.filters(me, fields, members),
      unread: fields.unread === '1',
      isNarrowed: Object.values(filters).some((value) => value !== '') || Object.values(after).some(Boolean),
      columns,
      members,
      outcome,
      alerts: me.alerts,
      panel,
    };
  }

  async outcome(me: SignedInMember, what: OutcomeView['what'], outcomes: Outcome[]): Promise<OutcomeView> {
    const refused = outcomes.filter(({ refusal }) => refusal !== null);
    const names = await this.queries.visitorNames(
      me.actor,
      refused.map(({ conversationId }) => conversationId),
    );
    return {
      what,
      done: outcomes.length - refused.length,
      refused: refused.map(({ conversationId, refusal }) => ({
        name: names.get(conversationId) ?? this.presenter.say(me, 'desk:visitor.unnamed'),
        reason: this.presenter.say(me, `errors:${refusal?.code}`, refusal?.details.params),
      })),
    };
  }

  private async groups(
    me: SignedInMember,
    column: Column,
    { rows }: BoardPage,
    members: MemberView[],
    fields: BoardFields,
  ): Promise<GroupView[]> {
    const url = (id: string) => boardAddress(`${boardUrl(me)}/conversations/${id}`, fields);
    const reasons =
      column === 'waiting'
        ? await this.reasons.of(
            me.actor,
            rows.map(({ id }) => id),
          )
        : new Map<string, WaitingReason>();
    const groups = new Map<string, GroupView>();
    for (const row of rows) {
      const key =
        column === 'waiting' ? (row.queueId ?? 'none') : column === 'on_desk' ? (row.memberId ?? '') : 'all';
      let group = groups.get(key);
      if (!group) {
        const heading = column === 'waiting' ? this.presenter.queue(me, row) : null;
        const member = column === 'on_desk' ? (members.find(({ id }) => id === row.memberId) ?? null) : null;
        groups.set(
          key,
          (group = { key: `${column}-${key}`, heading, count: row.queueWaiting, member, rows: [] }),
        );
      }
      group.rows.push({ url: url(row.id), ...this.row(me, column, row, reasons.get(row.id)) });
    }
    return [...groups.values()];
  }

  private row(
    me: SignedInMember,
    column: Column,
    row: BoardRow,
    why: WaitingReason | undefined,
  ): Omit<RowView, 'url'> {
    const {
      id,
      visitorId,
      visitorName,
      isNameUnverified,
      excerpt,
      excerptSide,
      excerptBy,
      isUnread,
      origin,
      site,
      locale,
      tags,
    } = row;
    const reason = why ? this.presenter.reason(me, row, why) : null;
    const at =
      { waiting: row.queuedAt, on_desk: row.lastAt, snoozed: row.snoozedUntil }[column] ?? row.startedAt;
    return {
      id,
      visitor: avatarOf({ id: visitorId, name: visitorName }, this.presenter.say(me, 'desk:visitor.unnamed')),
      isNameUnverified,
      excerpt: excerpt || (excerptSide ? this.presenter.say(me, 'desk:lists.file') : ''),
      excerptBy: excerptSide && excerptSide !== 'visitor' ? excerptBy : null,
      isUnread,
      at: at.toISOString(),
      isUntil: column === 'snoozed',
      reason: column === 'snoozed' ? this.kept(me, row) : (reason?.words ?? null),
      isFault: reason?.isFault ?? false,
      origin: this.presenter.say(me, `board:origins.${origin}`),
      site,
      language: this.presenter.language(me, locale),
      tags,
    };
  }

  private kept(me: SignedInMember, { keepFor, memberName, group }: BoardRow): string {
    if (keepFor && memberName) return this.presenter.say(me, 'board:keptFor', { name: memberName });
    return group ? this.presenter.say(me, 'board:backTo', { group }) : '';
  }
}

function memberView({ id, name, picture, state, load, capacity }: BoardMember): MemberView {
  return {
    id,
    name,
    avatar: avatarOf({ id, name, picture }),
    state,
    load,
    capacity,
    isFull: load >= capacity,
  };
}
