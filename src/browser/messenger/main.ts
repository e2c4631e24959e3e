import { Messenger } from './messenger.js';
import { part } from './page.js';

new Messenger(part('[data-messenger]')).start();
