/** A form of one of our pages, as a browser would post it untouched. */
export interface PageForm {
  action: string;
  fields: Field[];
}

export interface Field {
  name: string;
  value: string;
  /** Where people type text, as opposed to choosing. */
  isText: boolean;
  /** Whether it is posted when nobody touches the form. */
  isSet: boolean;
}

/** The forms of a page of ours that post. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)]
    .filter(([, head]) => attribute(head, 'method')?.toLowerCase() === 'post')
    .map(([, head, body]) => ({ action: attribute(head, 'action') ?? '', fields: fieldsOf(body) }));
}

/** What is posted, with some fields changed. */
export function posted(form: PageForm, changes: Record<string, string> = {}): [string, string][] {
  const fields = form.fields
    .filter(({ isSet }) => isSet)
    .map(({ name, value }): [string, string] => [name, changes[name] ?? value]);
  const added = Object.entries(changes).filter(([name]) => !fields.some(([known]) => known === name));
  return [...fields, ...added];
}

function fieldsOf(html: string): Field[] {
  const inputs = [...html.matchAll(/<input\b([^>]*)>/g)].map(([, tag]) => {
    const type = attribute(tag, 'type') ?? 'text';
    const chosen = type !== 'checkbox' && type !== 'radio' ? true : /\schecked\b/.test(tag);
    return field(
      tag,
      attribute(tag, 'value') ?? '',
      ['text', 'email', 'url', 'search', 'tel'].includes(type),
      chosen,
    );
  });
  const areas = [...html.matchAll(/<textarea\b([^>]*)>([^]*?)<\/textarea>/g)].map(([, tag, text]) =>
    field(tag, plain(text).replace(/^\n/, ''), true, true),
  );
  const selects = [...html.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)].map(([, tag, options]) => {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => option);
    const chosen = all.find((option) => /\sselected\b/.test(option)) ?? all[0] ?? '';
    return field(tag, attribute(chosen, 'value') ?? '', false, true);
  });
  return [...inputs, ...areas, ...selects].filter(({ name }) => name !== '');
}

function field(tag: string, value: string, isText: boolean, isSet: boolean): Field {
  return { name: attribute(tag, 'name') ?? '', value, isText, isSet: isSet && !/\sdisabled\b/.test(tag) };
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`) ?? [];
  return value === undefined ? undefined : plain(value);
}

/** Text as it was before it became markup. */
export function plain(markup: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return markup.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (_all, hex, decimal, name) =>
    name
      ? signs[String(name).toLowerCase()]
      : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
}
