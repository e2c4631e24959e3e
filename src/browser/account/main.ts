import { asking } from '../forms/asking.js';
import { showFirstError } from '../forms/first-error.js';
import { passwords } from '../forms/passwords.js';
import { submitOnce } from '../forms/submit-once.js';
import { typedAgain } from '../forms/typed-again.js';
import { warnUnsaved } from '../forms/unsaved.js';

warnUnsaved();
submitOnce();
showFirstError();
typedAgain();
asking();
passwords();
