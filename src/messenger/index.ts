export { MessengerModule } from './messenger.module.js';
