import { showFirstError } from '../forms/first-error.js';
import { passwords } from '../forms/passwords.js';
import { submitOnce } from '../forms/submit-once.js';

submitOnce();
showFirstError();
passwords();
