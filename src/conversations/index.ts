export type { DraftEntryView, EntryView, FaceView, FileView, PictureView, TextPart } from './entry.view.js';
