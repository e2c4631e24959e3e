import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Handlebars, { type HelperOptions } from 'handlebars';
import { Assets } from '../assets/assets.js';
import { Config } from '../config/config.js';
import { I18n } from '../i18n/i18n.js';
import { viewHelpers } from './view-helpers.js';

/** What `kept` renders without data is one object too. */
const ALWAYS = {};

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
  /** What `kept` has rendered of each object, by partial and reader. */
  private renderings = new WeakMap<object, Map<string, Handlebars.SafeString>>();
  private readonly watcher;

  constructor(config: Config, i18n: I18n, assets: Assets) {
    this.folder = join(config.root, 'views');
    this.built = join(config.root, 'dist', 'views');
    this.handlebars.registerHelper(viewHelpers(i18n, assets));
    this.handlebars.registerHelper('kept', (name: string, ...more: unknown[]) => {
      const { data: context } = more.pop() as HelperOptions;
      const [data = ALWAYS] = more as object[];
      return this.keptRendering(name, data, context as PageContext);
    });
    this.load();
    if (!config.production && !config.test) {
      this.watcher = watch(this.folder, { recursive: true }, () => this.load());
      this.watcher.unref();
    }
  }

  /** A page within its layout. */
  page(name: string, data: object, context: PageContext): string {
    const body = this.fill(name, data, context);
    if (!context.layout) return body;
    return this.fill(
      `layouts/${context.layout}`,
      { ...data, body: new Handlebars.SafeString(body) },
      context,
    );
  }

  /** A partial alone: a fragment for htmx, what a socket pushes, a mail. */
  render(partial: string, data: object, locale: string | PageContext): string {
    return this.fill(partial, data, typeof locale === 'string' ? { locale } : locale);
  }

  has(name: string): boolean {
    return name in this.handlebars.partials;
  }

  onApplicationShutdown(): void {
    this.watcher?.close();
  }

  private fill(name: string, data: object, context: PageContext): string {
    const template = this.handlebars.partials[name] as Handlebars.TemplateDelegate | undefined;
    if (!template) throw new Error(`There is no view "${name}".`);
    return template(data, { data: { ...context } });
  }

  /**
   * `{{kept "desk/_item" this}}`: like a partial, for what is mostly the same from one page to the next, as rows of
   * lists. What was rendered of the same object for the same language and zone is taken again.
   */
  private keptRendering(name: string, data: object, context: PageContext): Handlebars.SafeString {
    const { locale, timeZone } = context;
    const renderings = this.renderings.get(data) ?? new Map<string, Handlebars.SafeString>();
    const key = `${name} ${locale} ${timeZone ?? ''}`;
    const known = renderings.get(key);
    if (known) return known;
    const rendering = new Handlebars.SafeString(this.fill(name, data, { locale, timeZone }));
    this.renderings.set(data, renderings.set(key, rendering));
    return rendering;
  }

  private load(): void {
    this.renderings = new WeakMap();
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
