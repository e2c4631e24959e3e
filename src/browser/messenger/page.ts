/** The parts of the messenger's document, as its view marks them. */
export function part<Part extends HTMLElement>(selector: string, within: ParentNode = document): Part {
  const found = within.querySelector<Part>(selector);
  if (!found) throw new Error(`The view has no ${selector}.`);
  return found;
}

export function cloneOf(template: string): HTMLElement {
  const content = part(`template[data-template="${template}"]`) as unknown as HTMLTemplateElement;
  return content.content.firstElementChild?.cloneNode(true) as HTMLElement;
}

/** Markup of ours, from the server's partials, as elements. */
export function elementsOf(html: string): HTMLElement[] {
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.children] as HTMLElement[];
}
