import { showFirstError } from '../admin/first-error.js';
import { submitOnce } from '../admin/submit-once.js';
import { typedAgain } from '../admin/typed-again.js';
import { warnUnsaved } from '../admin/unsaved.js';

warnUnsaved();
submitOnce();
showFirstError();
typedAgain();
