export { DeskModule } from './desk.module.js';
export { boardRoom } from './desk-rooms.js';
export { deskUrl } from './desk-url.js';
export type { RailView, ThreadView } from './desk.view.js';
export { railOf } from './rail.js';
export { ThreadViews } from './thread-views.js';
