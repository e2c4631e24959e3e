import 'htmx.org';
import { copyButtons } from './copy.js';
import { keepTimes } from '../times.js';
import { notices } from './notices.js';
import { sitePreview } from './site-preview.js';
import { submitOnce } from './submit-once.js';
import { textPreview } from './text-preview.js';
import { warnUnsaved } from './unsaved.js';
import { variableButtons } from './variables.js';

warnUnsaved();
submitOnce();
copyButtons();
sitePreview();
textPreview();
variableButtons();
keepTimes();
notices();
