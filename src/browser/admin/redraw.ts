import { htmx } from '../htmx.js';

/** Asks for the form as its server draws it for these fields; where that is refused, a notice says why and the form stays. */
export async function redraw(form: HTMLFormElement, fields: [string, string][]): Promise<void> {
  const asked = document.createElement('form');
  asked.hidden = true;
  const token = [...new FormData(form)].filter(([name]) => name === '_csrf');
  for (const [name, value] of [...token, ...fields]) {
    const field = document.createElement('textarea');
    Object.assign(field, { name, value });
    asked.append(field);
  }
  document.body.append(asked);
  const { draft = '' } = form.dataset;
  await htmx.ajax('POST', draft, { source: asked, target: form, swap: 'outerHTML' });
  asked.remove();
}
