import { Injectable } from '@nestjs/common';
import {
  Clock,
  invalidFields,
  isBlank,
  isStorable,
  lengthOf,
  notFound,
  requirePermission,
  type MemberActor,
} from '../kernel/index.js';
import { Events, UnitOfWork, VISITOR_LOCALES } from '../platform/index.js';
import { hasUnknownVariable, LONGEST_WORDING } from './domain/template-text.js';
import { TEMPLATES, type TemplateCode } from './mail-kinds.js';
import { MailTemplateSaved } from './mail.events.js';
import { Wordings, type Wording } from './wordings.queries.js';

export interface SaveMailTemplateInput {
  template: TemplateCode;
  locale: string;
  /** Null goes back to the product's words. */
  wording: Wording | null;
}

/** Rewords a mail in one language, or goes back to the product's words. */
@Injectable()
export class SaveMailTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly wordings: Wordings,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { template, locale, wording }: SaveMailTemplateInput): Promise<void> {
    requirePermission(actor, 'mails.change');
    const isKnown = TEMPLATES.includes(template) && VISITOR_LOCALES.some((known) => known === locale);
    if (!isKnown) throw notFound();
    if (wording) check(wording);
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.wordings.own(actor.brandId, template, locale);
      if (wording) await this.write(actor.brandId, template, locale, wording);
      else await this.remove(actor.brandId, template, locale);
      const subject = { template, locale };
      await this.events.record(actor, MailTemplateSaved, {
        data: { before: { ...subject, ...before }, after: { ...subject, ...wording } },
      });
    });
  }

  private async write(brandId: string, template: string, locale: string, wording: Wording): Promise<void> {
    await this.unitOfWork.query(
      `INSERT INTO mail_templates (brand_id, template, locale, subject, body, button, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (brand_id, template, locale) DO UPDATE
       SET subject = excluded.subject, body = excluded.body, button = excluded.button, updated_at = excluded.updated_at`,
      [brandId, template, locale, wording.subject, wording.body, wording.button, this.clock.now()],
    );
  }

  private async remove(brandId: string, template: string, locale: string): Promise<void> {
    await this.unitOfWork.execute(
      'DELETE FROM mail_templates WHERE brand_id = $1 AND template = $2 AND locale = $3',
      [brandId, template, locale],
    );
  }
}

function check(wording: Wording): void {
  const problems = (['subject', 'body', 'button'] as const).flatMap((field) => {
    const problem = problemOf(wording[field], LONGEST_WORDING[field], field);
    return problem ? [[field, problem]] : [];
  });
  if (problems.length > 0) throw invalidFields(Object.fromEntries(problems) as Record<string, string>);
}

function problemOf(text: string, longest: number, field: keyof Wording): string | null {
  if (lengthOf(text) > longest) return 'text_too_long';
  if (isBlank(text)) return 'text_needed';
  if (!isStorable(text)) return 'text_too_long';
  if (field !== 'body' && /[\r\n]/.test(text)) return 'text_one_line';
  return hasUnknownVariable(text) ? 'template_variable' : null;
}
