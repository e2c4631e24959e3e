import { showFirstError } from '../forms/first-error.js';
import { submitOnce } from '../forms/submit-once.js';
import { keepCodes } from './codes.js';

submitOnce();
showFirstError();
keepCodes();
