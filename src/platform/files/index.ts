export { contentType } from './content-type.js';
export { contentDisposition } from './disposition.js';
export { FileLinks } from './file-links.js';
export { FileStore, type FileRef } from './file-store.js';
export { isPicture, needsThumbnail, redraw, thumbnailOf, type Picture } from './pictures.js';
export { FileUpload, LARGEST_FILE, uploadedFile, type Upload } from './upload.js';
