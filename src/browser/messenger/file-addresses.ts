import type { Connection } from './connection.js';

/** Addresses of files last for an hour at most, the messenger may stand open for days: it asks for new ones when needed. */
export function renewFileAddresses(connection: Connection): void {
  const renewed = new Set<Element>();
  const heard = async (event: Event): Promise<void> => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-file]');
    // A link that is followed, or a picture that is not there any more.
    const what = (event.type === 'click' ? link : event.target) as Element;
    if (!link || renewed.delete(what)) return;
    event.preventDefault();
    const answer = await connection.fetch(`files/${link.dataset.file}`).catch(() => null);
    // `href` of the link, `src` of the picture.
    if (answer?.ok) Object.assign(what, await answer.json());
    renewed.add(what);
    if (what === link) link.click();
  };
  document.addEventListener('click', heard);
  document.addEventListener('error', heard, true);
}
