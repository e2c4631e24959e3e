import '../htmx.js';
import { brandPreview } from '../forms/brand-preview.js';
import { copyButtons } from '../forms/copy.js';
import { showFirstError } from '../forms/first-error.js';
import { passwords } from '../forms/passwords.js';
import { submitOnce } from '../forms/submit-once.js';
import { followAddress } from './address.js';
import { pickColours } from './colours.js';
import { suggestSlug } from './slug.js';

for (const field of document.querySelectorAll<HTMLInputElement>('[data-time-zone]'))
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
brandPreview();
pickColours();
copyButtons();
followAddress();
suggestSlug();
passwords();
submitOnce();
showFirstError();
