import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../members/index.js';
import { I18n } from '../platform/index.js';
import { Tags } from '../tags/index.js';
import { COLUMNS, ORIGINS, WAITS, type BoardFields } from './board.form.js';
import { BoardQueries } from './board.queries.js';
import type { ChoicesView, MemberView } from './board.view.js';
import { BoardPresenter } from './board-presenter.js';

/** Puts together the fields above the columns. */
@Injectable()
export class FilterViews {
  constructor(
    private readonly queries: BoardQueries,
    private readonly tags: Tags,
    private readonly presenter: BoardPresenter,
    private readonly i18n: I18n,
  ) {}

  /** Each with what may be chosen in it. */
  async filters(me: SignedInMember, fields: BoardFields, members: MemberView[]): Promise<ChoicesView[]> {
    const { groups, sites } = await this.queries.choices(me.actor);
    const tags = await this.tags.all(me.actor);
    const named = (all: readonly { id: string; name: string }[]) =>
      all.map(({ id, name }) => [id, name] as const);
    const choices = (
      name: keyof Omit<BoardFields, 'unread' | 'after' | 'pages'>,
      all: (readonly [string, string])[],
    ): ChoicesView => ({
      name,
      label: this.presenter.say(me, `board:filters.${name}`),
      choices: ([['', this.presenter.say(me, `board:filters.all.${name}`)], ...all] as const).map(
        ([value, label]) => ({
          value,
          label,
          chosen: value === fields[name],
        }),
      ),
    });
    return [
      choices(
        'state',
        COLUMNS.map((each) => [each, this.presenter.say(me, `board:columns.${each}`)] as const),
      ),
      choices('group', named(groups)),
      choices('member', named(members)),
      choices('tag', named(tags)),
      choices('site', named(sites)),
      choices(
        'origin',
        ORIGINS.map((each) => [each, this.presenter.say(me, `board:origins.${each}`)] as const),
      ),
      choices(
        'language',
        this.i18n.visitorLocales.map((each) => [each, this.presenter.language(me, each)] as const),
      ),
      choices(
        'waits',
        WAITS.map((each) => [String(each), this.presenter.say(me, `board:waits.${each}`)] as const),
      ),
    ];
  }
}
