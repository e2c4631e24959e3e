import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { I18n } from '../platform/index.js';
import { PublishDocument } from '../sites/index.js';
import { Conflicts, type Held } from './conflicts.js';
import type { DocumentDraft, Series } from './document.form.js';
import { DocumentQueries, type DocumentState } from './documents.queries.js';
import { basisOf, SettingsEdit } from './settings-edit.js';

/** A new version is never the same as a stored one, whatever its words. */
const UNLIKE_ANY: DocumentState = { id: null, version: -1 };

/** Publishes the next version, unless somebody else published one since the form was made. */
@Injectable()
export class EditDocument {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly publish: PublishDocument,
    private readonly documents: DocumentQueries,
    private readonly conflicts: Conflicts,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is published. */
  async run(actor: MemberActor, series: Series, draft: DocumentDraft, basis: string): Promise<Held | null> {
    const outcome = await this.edit.run(actor, {
      basis,
      wanted: UNLIKE_ANY,
      stored: () => this.documents.state(actor, series),
      save: () => this.publish.run(actor, { ...series, ...draft }),
    });
    if (outcome.saved) return null;
    const say = (key: string) => this.i18n.t(actor.locale, key);
    const conflict = await this.conflicts.tell(
      actor,
      { event: 'settings.document_published', subjectId: null },
      { stored: [[say('admin:documents.version'), String(outcome.stored.version)]], typed: [] },
    );
    return { conflict, basis: basisOf(outcome.stored) };
  }
}
