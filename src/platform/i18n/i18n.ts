import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import i18next, { type i18n, type TFunction } from 'i18next';
import Backend from 'i18next-fs-backend';
import { Config } from '../config/config.js';
import { formatWait } from './format.js';
import { MEMBER_LOCALES, VISITOR_LOCALES } from './languages.js';

const FALLBACK = 'en';
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 200;

/** Words of the product; nothing but a language of `LANGUAGES` is ever handed to i18next as one. */
@Injectable()
export class I18n implements OnApplicationShutdown {
  readonly memberLocales: readonly string[] = MEMBER_LOCALES;
  readonly visitorLocales: readonly string[] = VISITOR_LOCALES;
  private readonly words: i18n;
  private readonly translators = new Map<string, TFunction>();
  /** Sentences as they came out, with their values; i18next works each out anew. */
  private readonly known = new Map<string, string>();
  private readonly watcher;

  constructor(config: Config) {
    const folder = join(config.root, 'locales');
    const namespaces = readdirSync(join(folder, FALLBACK)).map((file) => file.replace(/\.json$/, ''));
    this.words = i18next.createInstance();
    void this.words.use(Backend).init({
      initAsync: false,
      lng: FALLBACK,
      fallbackLng: FALLBACK,
      supportedLngs: [...VISITOR_LOCALES],
      preload: [...VISITOR_LOCALES],
      ns: namespaces,
      defaultNS: 'common',
      backend: { loadPath: join(folder, '{{lng}}', '{{ns}}.json') },
      interpolation: { escapeValue: false },
      returnEmptyString: false,
    });
    this.words.services.formatter?.add('wait', (seconds: number, locale) =>
      formatWait(locale ?? FALLBACK, seconds),
    );
    if (!config.production && !config.test) {
      this.watcher = watch(folder, { recursive: true }, () => void this.reload());
      this.watcher.unref();
    }
  }

  /** The sentence `namespace:key` in the reader's language; its values are not escaped, which is up to the view. */
  t(locale: string, key: string, params?: Record<string, unknown>): string {
    const kept = `${locale} ${key} ${valuesOf(params)}`;
    const known = this.known.get(kept);
    if (known !== undefined) return known;
    const words = this.translator(locale)(key, params);
    if (kept.length <= LONGEST_KNOWN && this.words.exists(key, params)) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(kept, words);
    }
    return words;
  }

  /** Whether the sentence exists in this language or in the one that all others fall back to. */
  has(key: string): boolean {
    return this.words.exists(key);
  }

  /** The first wished language that is offered, also by its base ("fr-CA" is served by "fr"). */
  choose(
    wished: readonly (string | null | undefined)[],
    offered: readonly string[] = this.memberLocales,
  ): string {
    for (const wish of wished) {
      const found =
        wish &&
        (offered.find((locale) => locale === wish) ?? offered.find((locale) => locale === wish.slice(0, 2)));
      if (found) return found;
    }
    return offered.includes(FALLBACK) ? FALLBACK : (offered[0] ?? FALLBACK);
  }

  onApplicationShutdown(): void {
    this.watcher?.close();
  }

  private async reload(): Promise<void> {
    await this.words.reloadResources().catch(() => undefined);
    this.known.clear();
  }

  private translator(locale: string): TFunction {
    const known = this.translators.get(locale);
    if (known) return known;
    const translator = this.words.getFixedT(VISITOR_LOCALES.includes(locale) ? locale : FALLBACK);
    this.translators.set(locale, translator);
    return translator;
  }
}

function valuesOf(params: Record<string, unknown> | undefined): string {
  for (const _ in params) return JSON.stringify(params);
  return '';
}
