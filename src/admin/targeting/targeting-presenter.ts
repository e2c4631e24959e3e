import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/index.js';
import type { Condition } from '../../targeting/index.js';
import { languageName } from '../frame/choices.js';
import { dayName } from '../frame/opening-words.js';

/** Tells a condition in a sentence of the reader's language. */
@Injectable()
export class TargetingPresenter {
  constructor(private readonly i18n: I18n) {}

  tell(condition: Condition, locale: string): string {
    const say = (key: string, params: Record<string, unknown>) =>
      this.i18n.t(locale, `admin:targeting.told.${key}`, params);
    const list = (values: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(values);
    switch (condition.kind) {
      case 'url':
        return say(`url_${condition.match}`, { value: condition.value });
      case 'time_on_page':
        return say('time_on_page', { seconds: condition.seconds });
      case 'pages':
      case 'visits':
        return say(condition.kind, { count: condition.atLeast });
      case 'device':
        return say('device', {
          list: list(condition.anyOf.map((each) => this.i18n.t(locale, `common:device.${each}`))),
        });
      case 'language':
        return say('language', { list: list(condition.anyOf.map((each) => languageName(locale, each))) });
      case 'country':
        return say('country', { list: list(condition.anyOf) });
      case 'cart':
        return say('cart', { value: condition.atLeast, currency: condition.currency });
      case 'custom':
        return say('custom', { name: condition.name, value: condition.value });
      case 'visitor':
        return say(condition.known ? 'known' : 'unknown', {});
      case 'hours': {
        if (condition.of) return say(`hours_${condition.of}`, {});
        const spans = condition.spans.map(({ day, from, to }) => `${dayName(locale, day)} ${from}–${to}`);
        return say('hours', { spans: spans.join(', ') });
      }
    }
  }
}
