import { Injectable } from '@nestjs/common';
import { Clock, isTimeZone, wallClock } from '../../kernel/index.js';
import {
  aroundTheClock,
  isDate,
  isRange,
  MOST_EXCEPTIONS,
  MOST_RANGES,
  OpeningHours,
  type HoursOwner,
  type OpeningRange,
} from '../../hours/index.js';
import type { SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { SiteAccess } from '../../sites/index.js';
import type { FormView } from '../frame/admin.view.js';
import { zoneChoices } from '../frame/choices.js';
import { dayName } from '../frame/opening-words.js';
import { adminUrl } from '../frame/shell.js';
import { hoursTyped, isPast, type ExceptionDraft, type HoursDraft, type HoursStep } from './hours.form.js';
import { HoursPresenter } from './hours-presenter.js';
import type { DayView, ExceptionView, HoursView, NowView, RangesView } from './hours.view.js';

export interface HoursPageInput {
  owner: HoursOwner;
  draft: HoursDraft;
  form: FormView;
  step?: HoursStep;
}

/** The page of the hours of the brand, or of one of its sites. */
@Injectable()
export class HoursPage {
  constructor(
    private readonly hours: OpeningHours,
    private readonly sites: SiteAccess,
    private readonly presenter: HoursPresenter,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  async build(me: SignedInMember, input: HoursPageInput): Promise<Omit<HoursView, 'shell'>> {
    const { owner, draft, form, step } = input;
    const { locale } = me.actor;
    const isBrand = owner.kind === 'brand';
    const focus = step ? focusAfter(step, draft) : null;
    const today = this.today(me);
    const own = { value: 'yes', label: this.say(me, 'ownHours'), chosen: draft.own, yes: true };
    const other = {
      value: 'no',
      label: this.say(me, isBrand ? 'always' : 'asBrand'),
      help: isBrand ? undefined : await this.brandNow(me),
      chosen: !draft.own,
      yes: false,
    };
    return {
      owners: await this.owners(me, owner),
      form,
      draftUrl: `${form.action}/draft`,
      isBrand,
      brandZone: me.brand.timeZone,
      brandUrl: `${adminUrl(me)}/brand`,
      own: [other, own],
      timeZone: [
        {
          value: '',
          label: this.i18n.t(locale, 'admin:hours.brandZone', { zone: me.brand.timeZone }),
          chosen: draft.timeZone === '',
        },
        ...zoneChoices(draft.timeZone),
      ],
      now: await this.now(me, owner, draft),
      days: draft.days.map((ranges, at) => this.day(me, at + 1, ranges, form, focus)),
      exceptions: draft.exceptions.map((each, at) => this.exception(me, at, each, form, focus, today)),
      hasPast: draft.exceptions.some(({ date }) => isPast(date, today)),
      mayAddDate: draft.exceptions.length < MOST_EXCEPTIONS,
      focus,
    };
  }

  today({ brand }: SignedInMember): string {
    return wallClock(this.clock.now(), brand.timeZone).date;
  }

  /** What the hours of the form come to now; null where they cannot be read. */
  async now(me: SignedInMember, owner: HoursOwner, draft: HoursDraft): Promise<NowView | null> {
    const { actor, brand } = me;
    const wanted = hoursTyped(draft);
    if (!wanted) {
      const others =
        owner.kind === 'brand'
          ? aroundTheClock(brand.timeZone)
          : await this.hours.of(actor, { kind: 'brand' });
      return this.presenter.now(others, actor.locale);
    }
    const timeZone = wanted.timeZone ?? brand.timeZone;
    const ranges = [...wanted.weekly, ...wanted.exceptions.flatMap((each) => each.ranges)];
    if (!isTimeZone(timeZone) || !ranges.every(isRange)) return null;
    const exceptions = wanted.exceptions.filter(({ date }) => isDate(date));
    return this.presenter.now({ ...wanted, timeZone, exceptions }, actor.locale);
  }

  private async brandNow(me: SignedInMember): Promise<string> {
    const schedule = await this.hours.of(me.actor, { kind: 'brand' });
    return this.presenter.now(schedule, me.actor.locale).sentence;
  }

  private async owners(me: SignedInMember, owner: HoursOwner): Promise<HoursView['owners']> {
    const url = `${adminUrl(me)}/hours`;
    const sites = await this.sites.sites(me.actor);
    return [
      { name: this.say(me, 'brand'), url, current: owner.kind === 'brand' },
      ...sites.map(({ id, name }) => ({
        name,
        url: `${url}/sites/${id}`,
        current: owner.kind === 'site' && owner.id === id,
      })),
    ];
  }

  private day(
    me: SignedInMember,
    day: number,
    ranges: OpeningRange[],
    form: FormView,
    focus: string | null,
  ): DayView {
    const name = `day_${day}`;
    const rows = rangesOf(name, ranges, (at) => `remove:${day}:${at}`, focus);
    return {
      ...rows,
      name,
      title: capitalised(me.actor.locale, dayName(me.actor.locale, day)),
      addAct: `add:${day}`,
      error: form.errors[`day.${day}`] ?? null,
      isMonday: day === 1,
    };
  }

  private exception(
    me: SignedInMember,
    key: number,
    { date, label, ranges }: ExceptionDraft,
    form: FormView,
    focus: string | null,
    today: string,
  ): ExceptionView {
    const name = `ranges_${key}`;
    return {
      ...rangesOf(name, ranges, (at) => `shut:${key}:${at}`, focus),
      key,
      name,
      title: label || date || this.say(me, 'newDate'),
      day: date,
      label,
      isPast: isPast(date, today),
      addAct: `open:${key}`,
      dropAct: `drop:${key}`,
      error: form.errors[`ranges.${key}`] ?? null,
      dateError: form.errors[`date.${key}`] ?? null,
      labelError: form.errors[`label.${key}`] ?? null,
      isNew: focus === `date_${key}`,
    };
  }

  private say({ actor }: SignedInMember, key: string): string {
    return this.i18n.t(actor.locale, `admin:hours.${key}`);
  }
}

function rangesOf(
  name: string,
  ranges: OpeningRange[],
  removeAct: (at: number) => string,
  focus: string | null,
): Pick<RangesView, 'ranges' | 'mayAdd' | 'isFocused'> {
  return {
    ranges: ranges.map(({ from, to }, at) => ({
      id: `${name}_${at}`,
      from,
      to,
      removeAct: removeAct(at),
      isFocused: focus === `${name}_${at}`,
    })),
    mayAdd: ranges.length < MOST_RANGES,
    isFocused: focus === `${name}_add`,
  };
}

/** The new field, or where one was taken away the one before it, or the button that brings one. */
function focusAfter({ act, numbers: [first = 0, second = 0] }: HoursStep, draft: HoursDraft): string | null {
  const last = (name: string, ranges: OpeningRange[] = [], at = ranges.length - 1) =>
    ranges.length === 0 ? `${name}_add` : `${name}_${Math.max(0, Math.min(at, ranges.length - 1))}`;
  switch (act) {
    case 'add':
      return last(`day_${first}`, draft.days[first - 1]);
    case 'remove':
      return last(`day_${first}`, draft.days[first - 1], second - 1);
    case 'open':
      return last(`ranges_${first}`, draft.exceptions[first]?.ranges);
    case 'shut':
      return last(`ranges_${first}`, draft.exceptions[first]?.ranges, second - 1);
    case 'date':
      return `date_${draft.exceptions.length - 1}`;
    case 'drop':
      return draft.exceptions.length === 0 ? 'date_add' : `date_${Math.max(0, first - 1)}`;
    case 'past':
      return 'date_add';
    case 'copy':
      return 'copy';
    default:
      return null;
  }
}

function capitalised(locale: string, text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
