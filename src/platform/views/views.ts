import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Handlebars, { type HelperOptions } from 'handlebars';
import { Assets } from '../assets/assets.js';
import { Config } from '../config/config.js';
import { I18n } from '../i18n/i18n.js';
import { CachedRenderings, markOf, pageBytes } from './cached-renderings.js';
import { viewHelpers } from './view-helpers.js';

/** Who reads the page; reaches every helper and partial as `@locale`, `@csrf`, `@path` and `@timeZone`. */
export interface PageContext {
  locale: string;
  /** The token that unsafe requests of this page carry. */
  csrf?: string;
  path?: string;
  timeZone?: string | null;
  /** A view below `layouts/` that shows the page as `{{body}}`. A page may also wrap itself: `{{#> layouts/plain}}`. */
  layout?: string;
}

/** Within a rendering that is sent as bytes: what was cached is put in its place at the end. */
interface Inside extends PageContext {
  pieces?: Buffer[];
}

/**
 * The one renderer: whole pages, fragments for htmx, strings for sockets and mails, from the same partials. Every file
 * below `views/` is a partial by its path, and so is what the build made of the layouts of mails; all are compiled at
 * start, and again on a change outside of production. What ends with `.text` is no markup: nothing is escaped in it.
 */
@Injectable()
export class Views implements OnApplicationShutdown {
  private readonly folder: string;
  private readonly built: string;
  private readonly handlebars = Handlebars.create();
  private cached = new CachedRenderings();
  private readonly watcher;

  constructor(config: Config, i18n: I18n, assets: Assets) {
    this.folder = join(config.root, 'views');
    this.built = join(config.root, 'dist', 'views');
    this.handlebars.registerHelper(viewHelpers(i18n, assets));
    this.handlebars.registerHelper('cached', (name: string, ...more: unknown[]) => {
      const { data: context, hash } = more.pop() as HelperOptions;
      const [data] = more as object[];
      return this.cachedRendering(name, data, hash as object, context as Inside);
    });
    this.load();
    if (!config.production && !config.test) {
      this.watcher = watch(this.folder, { recursive: true }, () => this.load());
      this.watcher.unref();
    }
  }

  /** A page within its layout, as it is sent. */
  page(name: string, data: object, context: PageContext): Buffer {
    const inside = { ...context, pieces: [] };
    const body = this.fill(name, data, inside);
    if (!context.layout) return pageBytes(body, inside.pieces);
    const within = { ...data, body: new Handlebars.SafeString(body) };
    return pageBytes(this.fill(`layouts/${context.layout}`, within, inside), inside.pieces);
  }

  /** A partial for htmx, as it is sent. */
  fragment(name: string, data: object, context: PageContext): Buffer {
    const inside = { ...context, pieces: [] };
    return pageBytes(this.fill(name, data, inside), inside.pieces);
  }

  /** A partial as text: what a socket pushes, a mail. */
  render(partial: string, data: object, locale: string | PageContext): string {
    return this.fill(partial, data, typeof locale === 'string' ? { locale } : locale);
  }

  has(name: string): boolean {
    return name in this.handlebars.partials;
  }

  onApplicationShutdown(): void {
    this.watcher?.close();
  }

  private fill(name: string, data: object, context: Inside): string {
    const template = this.handlebars.partials[name] as Handlebars.TemplateDelegate | undefined;
    if (!template) throw new Error(`There is no view "${name}".`);
    return template(data, { data: { ...context } });
  }

  /**
   * Like a partial, for what is mostly the same from one page to the next. `{{cached "desk/lists/_item" this}}` takes again what
   * was rendered of the same object for the same language and zone; `{{cached "desk/dialogs/_alerts" sound=alerts.sound}}` what
   * was rendered of the same values, which are words, numbers and switches. A token of the page has no place in it.
   */
  private cachedRendering(
    name: string,
    object: object | undefined,
    values: object,
    { locale, timeZone, pieces }: Inside,
  ): Handlebars.SafeString {
    const reader = `${name} ${locale} ${timeZone ?? ''}`;
    const key = object ? reader : `${reader} ${JSON.stringify(values)}`;
    const cached = this.cached.take(object, key, () =>
      this.fill(name, object ?? values, { locale, timeZone }),
    );
    return pieces ? markOf(pieces, cached) : cached.html;
  }

  private load(): void {
    this.cached = new CachedRenderings();
    for (const folder of [this.folder, this.built].filter((each) => existsSync(each))) this.loadFrom(folder);
  }

  private loadFrom(folder: string): void {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.hbs'))) {
      // Every other word is a property: found out here, not at every mention in every row of every page.
      const template = this.handlebars.compile(readFileSync(join(folder, file), 'utf8'), {
        preventIndent: true,
        knownHelpers: Object.fromEntries(Object.keys(this.handlebars.helpers).map((name) => [name, true])),
        knownHelpersOnly: true,
        noEscape: file.endsWith('.text.hbs'),
      });
      this.handlebars.registerPartial(file.replace(/\.hbs$/, '').replaceAll('\\', '/'), template);
    }
  }
}
