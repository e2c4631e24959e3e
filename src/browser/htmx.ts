import 'htmx.org';
import type { Htmx } from 'htmx.org';

/** Its types say that it exports nothing by itself. */
export const { htmx } = window as unknown as { htmx: Htmx };
