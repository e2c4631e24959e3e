import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { Config, I18n } from '../../platform/index.js';
import { siteKey } from '../../sites/index.js';
import { GettingStarted, type Progress } from './getting-started.queries.js';
import type { ActCode, GettingStartedView, StepCode, StepView } from './getting-started.view.js';

interface Step {
  code: StepCode;
  isDone: boolean;
  /** What can be pressed, and where it leads. */
  act: { code: ActCode; url: string } | null;
}

export function startUrl({ brand }: SignedInMember): string {
  return `/b/${brand.slug}/start`;
}

/** The list of first steps, with what of it is done. */
@Injectable()
export class GettingStartedPage {
  constructor(
    private readonly config: Config,
    private readonly i18n: I18n,
    private readonly started: GettingStarted,
  ) {}

  async build(me: SignedInMember): Promise<GettingStartedView> {
    const progress = await this.started.progress(me.actor);
    const steps = stepsOf(me, progress);
    const next = steps.find(({ isDone, act }) => !isDone && act !== null);
    const done = steps.filter(({ isDone }) => isDone).length;
    return {
      url: startUrl(me),
      deskUrl: `/b/${me.brand.slug}/desk`,
      brand: { name: me.brand.name, initial: [...me.brand.name][0]?.toUpperCase() ?? '' },
      firstName: me.name.split(' ')[0] ?? me.name,
      done,
      of: steps.length,
      percent: Math.round((100 * done) / steps.length),
      isDone: done === steps.length,
      script: progress.siteId ? this.script(me, progress.siteId) : null,
      isSeen: progress.seenAt !== null,
      steps: steps.map((step) => this.worded(me, progress, step, step === next)),
    };
  }

  private script({ brand }: SignedInMember, siteId: string): string {
    return `<script async src="${this.config.publicUrl}/w/${siteKey(brand.id, siteId)}.js"></script>`;
  }

  private worded(
    { actor, brand }: SignedInMember,
    progress: Progress,
    step: Step,
    isNext: boolean,
  ): StepView {
    const { code, isDone, act } = step;
    const values = { brand: brand.name, site: progress.siteName ?? '' };
    const say = (key: string) => this.i18n.t(actor.locale, key, values);
    return {
      ...{ code, isDone, isNext },
      title: say(`sign-up:start.${code}.title`),
      help: isDone ? say(`sign-up:start.${code}.done`) : say(`sign-up:start.${code}.help`),
      act: isDone || act === null ? null : { label: say(`sign-up:start.acts.${act.code}`), url: act.url },
    };
  }
}

/** In the order that makes a first conversation possible. */
function stepsOf(me: SignedInMember, progress: Progress): Step[] {
  const admin = `/b/${me.brand.slug}/admin`;
  const hasSite = progress.siteId !== null;
  const script = hasSite ? ({ code: 'script', url: `${startUrl(me)}#script` } as const) : null;
  return [
    { code: 'account', isDone: true, act: null },
    { code: 'brand', isDone: true, act: null },
    { code: 'site', isDone: hasSite, act: { code: 'site', url: `${startUrl(me)}/site` } },
    { code: 'script', isDone: progress.seenAt !== null, act: script },
    { code: 'opening', isDone: progress.hasOwnOpening, act: { code: 'opening', url: `${admin}/texts` } },
    { code: 'hours', isDone: progress.hasHours, act: { code: 'hours', url: `${admin}/hours` } },
    {
      code: 'invite',
      isDone: progress.hasInvited,
      act: { code: 'invite', url: `${admin}/invitations/new` },
    },
    { code: 'first', isDone: progress.hasClosed, act: null },
  ];
}
