import { showFirstError } from '../forms/first-error.js';
import { submitOnce } from '../forms/submit-once.js';
import { addPasskey } from '../passkeys/add.js';
import { keepCodes } from './codes.js';

addPasskey();
submitOnce();
showFirstError();
keepCodes();
