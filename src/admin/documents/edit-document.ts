import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { PublishDocument } from '../../sites/index.js';
import type { DocumentDraft, Series } from './document.form.js';
import { DocumentQueries, type DocumentState } from './documents.queries.js';
import { SettingsEdit, type Held } from '../frame/settings-edit.js';

/** A new version is never the same as a stored one, whatever its words. */
const UNLIKE_ANY: DocumentState = { id: null, version: -1 };

/** Publishes the next version, unless somebody else published one since the form was made. */
@Injectable()
export class EditDocument {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly publish: PublishDocument,
    private readonly documents: DocumentQueries,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is published. */
  async run(actor: MemberActor, series: Series, draft: DocumentDraft, basis: string): Promise<Held | null> {
    return this.edit.run(actor, {
      event: 'settings.document_published',
      subjectId: null,
      basis,
      wanted: UNLIKE_ANY,
      stored: () => this.documents.state(actor, series),
      save: () => this.publish.run(actor, { ...series, ...draft }),
      labelled: (document) =>
        document === UNLIKE_ANY
          ? []
          : [[this.i18n.t(actor.locale, 'admin:documents.version'), String(document.version)]],
    });
  }
}
