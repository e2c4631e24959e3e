export { contentDisposition } from './disposition.js';
export { fileNameFor } from './file-name.js';
export { FileLinks, type FileLink } from './file-links.js';
export { FileInspection } from './file-inspection.js';
export { FileStore, type FileRef } from './file-store.js';
export { isPicture } from './picture-types.js';
export { type InspectedFile } from './inspect-file.js';
export { OpenUploads, type Uploader } from './open-uploads.js';
export { FileUpload, LARGEST_FILE, uploadedFile, type Upload } from './upload.js';
