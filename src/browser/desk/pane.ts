import type { Finds } from './finds.js';
import type { SearchPane } from './search.js';

/** What else stands in the main pane of the desk; `tagged` opens the menu of tags that listens already. */
export const deskPane: { search: SearchPane | null; finds: Finds | null; tagged: Element | null } = {
  search: null,
  finds: null,
  tagged: null,
};
