import { Injectable } from '@nestjs/common';
import type { Brand } from '../brands/index.js';
import { SaveGroup, SaveRule } from '../distribution/index.js';
import type { MemberActor } from '../kernel/index.js';
import { I18n } from '../platform/index.js';
import { SaveResponse } from '../responses/index.js';
import { PublishDocument } from '../sites/index.js';
import { modelDocuments } from './model-documents.js';

/** As many may wait for an answer before the messenger says that nobody can. */
const THRESHOLD = 50;
const RESPONSES = ['thanks', 'wait', 'bye'] as const;

/** What a new brand begins with: a group with its founder, a rule by which visitors wait for it, terms, responses. */
@Injectable()
export class PrepareBrand {
  constructor(
    private readonly saveGroup: SaveGroup,
    private readonly saveRule: SaveRule,
    private readonly saveResponse: SaveResponse,
    private readonly publishDocument: PublishDocument,
    private readonly i18n: I18n,
  ) {}

  async run(actor: MemberActor, brand: Brand): Promise<void> {
    const say = (key: string) => this.i18n.t(actor.locale, `sign-up:prepared.${key}`);
    const groupId = await this.saveGroup.run(actor, {
      name: say('group'),
      active: true,
      memberIds: [actor.id],
    });
    await this.saveRule.run(actor, {
      ...{ name: say('rule'), enabled: true, sharing: 'cascade', lastResort: 'nothing' },
      queues: [{ groupId, threshold: THRESHOLD, share: 0 }],
    });
    for (const code of RESPONSES) {
      await this.saveResponse.run(actor, {
        ...{ scope: 'brand', groupId: null },
        shortcut: say(`responses.${code}.shortcut`),
        title: say(`responses.${code}.title`),
        bodies: this.inBoth(`responses.${code}.body`),
      });
    }
    for (const document of modelDocuments(brand.name))
      await this.publishDocument.run(actor, { ...document, mustAccept: true });
  }

  private inBoth(key: string): Record<string, string> {
    return Object.fromEntries(
      this.i18n.memberLocales.map((locale) => [locale, this.i18n.t(locale, `sign-up:prepared.${key}`)]),
    );
  }
}
