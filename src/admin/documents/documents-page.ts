import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/index.js';
import type { SignedInMember } from '../../members/index.js';
import { formatNumber, I18n, directionOf, VISITOR_LOCALES } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import { SERIES, type DocumentDraft, type Series } from './document.form.js';
import { COUNTED, DocumentQueries, type DocumentState } from './documents.queries.js';
import type { DocumentFormView, DocumentsView, DocumentView } from './documents.view.js';
import { adminUrl } from '../frame/shell.js';

/** The pages of documents: their versions, one to read, and the next one to write. */
@Injectable()
export class DocumentsPage {
  constructor(
    private readonly documents: DocumentQueries,
    private readonly i18n: I18n,
  ) {}

  async series(me: SignedInMember): Promise<DocumentsView['series']> {
    const versions = await this.documents.versions(me.actor);
    return SERIES.map((series) => {
      const own = versions.filter(
        ({ audience, kind }) => audience === series.audience && kind === series.kind,
      );
      return {
        title: this.title(me, series),
        newUrl: `${adminUrl(me)}/documents/${series.audience}/${series.kind}/new`,
        versions: own.map(({ id, version, publishedAt, mustAccept, accepted }, place) => ({
          url: `${adminUrl(me)}/documents/${id}`,
          version,
          publishedAt: publishedAt.toISOString(),
          mustAccept,
          current: place === 0,
          accepted: this.count(me, accepted),
        })),
      };
    });
  }

  async version(me: SignedInMember, id: string): Promise<Omit<DocumentView, 'shell' | 'listUrl'>> {
    const found = (await this.documents.versions(me.actor)).find((each) => each.id === id);
    if (!found) throw notFound();
    const series = { audience: found.audience, kind: found.kind } as Series;
    const texts = await this.documents.texts(me.actor, id);
    return {
      title: this.title(me, series),
      version: found.version,
      publishedAt: found.publishedAt.toISOString(),
      mustAccept: found.mustAccept,
      texts: texts.map(({ locale, title, body }) => ({ ...language(me, locale), title, body })),
    };
  }

  /** What the next version starts from: the present one, word for word. */
  async present(me: SignedInMember, series: Series): Promise<{ draft: DocumentDraft; state: DocumentState }> {
    const state = await this.documents.state(me.actor, series);
    const texts = state.id ? await this.documents.texts(me.actor, state.id) : [];
    const words = new Map(texts.map(({ locale, title, body }) => [locale, { title, body }]));
    return {
      state,
      draft: {
        mustAccept: false,
        texts: Object.fromEntries(
          VISITOR_LOCALES.map((locale) => [locale, words.get(locale) ?? { title: '', body: '' }]),
        ),
      },
    };
  }

  async next(
    me: SignedInMember,
    series: Series,
    draft: DocumentDraft,
    form: FormView,
  ): Promise<Omit<DocumentFormView, 'shell' | 'listUrl'>> {
    const { version } = await this.documents.state(me.actor, series);
    const written = (locale: string) => Boolean(draft.texts[locale]?.title || draft.texts[locale]?.body);
    return {
      form,
      title: this.title(me, series),
      version: version + 1,
      audience: series.audience,
      kind: series.kind,
      mustAccept: draft.mustAccept,
      texts: VISITOR_LOCALES.map((locale) => ({
        ...language(me, locale),
        title: draft.texts[locale]?.title ?? '',
        body: draft.texts[locale]?.body ?? '',
        titleError: form.errors[`title_${locale}`] ?? null,
        bodyError: form.errors[`body_${locale}`] ?? null,
        open: written(locale) || locale === me.brand.defaultLocale,
      })),
    };
  }

  private count({ actor }: SignedInMember, accepted: number): string {
    const shown = formatNumber(actor.locale, Math.min(accepted, COUNTED));
    return accepted > COUNTED
      ? this.i18n.t(actor.locale, 'admin:documents.moreThan', { most: shown })
      : shown;
  }

  private title({ actor }: SignedInMember, { audience, kind }: Series): string {
    return this.i18n.t(actor.locale, `admin:documents.title.${audience}_${kind}`);
  }
}

function language({ actor }: SignedInMember, locale: string) {
  return { locale, language: languageName(actor.locale, locale), direction: directionOf(locale) };
}
