/** The parts of the messenger's document, as its view marks them. */
export function part<Part extends HTMLElement>(selector: string, within: ParentNode = document): Part {
  const found = within.querySelector<Part>(selector);
  if (!found) throw new Error(`The view has no ${selector}.`);
  return found;
}

/** To what there is to read. Nobody came there by a key, so no frame is drawn round it. */
export function focusThread(): void {
  const scroller = part('[data-scroll]');
  scroller.tabIndex = -1;
  scroller.focus({ preventScroll: true });
  scroller.onblur = () => {
    // A window that is left keeps its focus.
    if (document.activeElement !== scroller) scroller.tabIndex = 0;
  };
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
