export { DeskModule } from './desk.module.js';
export { boardRoom } from './desk-rooms.js';
export { deskUrl } from './desk-url.js';
export type { RailView } from './desk.view.js';
export { railOf } from './rail.js';
