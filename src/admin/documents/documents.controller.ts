import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { view, type SeeOther, type View, VISITOR_LOCALES } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { readDocumentDraft, seriesOf, type DocumentDraft, type Series } from './document.form.js';
import { DocumentsPage } from './documents-page.js';
import type { DocumentFormView, DocumentsView, DocumentView } from './documents.view.js';
import { EditDocument } from './edit-document.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** Terms and privacy notices: versions that are published and never changed afterwards. */
@Controller('b/:brand/admin/documents')
@UseGuards(MemberGuard)
@Needs('documents.change')
export class DocumentsController {
  constructor(
    private readonly shell: Shell,
    private readonly page: DocumentsPage,
    private readonly edit: EditDocument,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const data: DocumentsView = {
      shell: await this.shell.around(me, 'documents', done),
      series: await this.page.series(me),
    };
    return view('admin/documents/documents', data);
  }

  /** The next version, started from the present one. */
  @Get(':audience/:kind/new')
  async blank(
    @Me() me: SignedInMember,
    @Param('audience') audience: string,
    @Param('kind') kind: string,
  ): Promise<View> {
    const series = knownSeries(audience, kind);
    const { draft, state } = await this.page.present(me, series);
    return this.form(me, series, draft, { ...freshForm(urlOf(me, series), state), isNew: true });
  }

  @Get(':id')
  async one(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<View> {
    const data: DocumentView = {
      shell: await this.shell.around(me, 'documents'),
      listUrl: `${adminUrl(me)}/documents`,
      ...(await this.page.version(me, id)),
    };
    return view('admin/documents/document', data);
  }

  @Post(':audience/:kind')
  async publish(
    @Me() me: SignedInMember,
    @Param('audience') audience: string,
    @Param('kind') kind: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const series = knownSeries(audience, kind);
    const posted = new Posted(body);
    const draft = readDocumentDraft(posted, VISITOR_LOCALES);
    return saveForm(
      { ...postedForm(urlOf(me, series), posted), isNew: true },
      {
        save: (basis) => this.edit.run(me.actor, series, draft, basis),
        next: `${adminUrl(me)}/documents?done=published`,
        again: (form, shown) => this.form(me, series, draft, form, shown),
      },
    );
  }

  private async form(
    me: SignedInMember,
    series: Series,
    draft: DocumentDraft,
    form: FormView,
    { status }: Shown = {},
  ): Promise<View> {
    const data: DocumentFormView = {
      shell: await this.shell.around(me, 'documents'),
      listUrl: `${adminUrl(me)}/documents`,
      ...(await this.page.next(me, series, draft, form)),
    };
    return view('admin/documents/document-new', data, { status });
  }
}

function knownSeries(audience: string, kind: string): Series {
  const series = seriesOf(audience, kind);
  if (!series) throw notFound();
  return series;
}

function urlOf(me: SignedInMember, { audience, kind }: Series): string {
  return `${adminUrl(me)}/documents/${audience}/${kind}`;
}
