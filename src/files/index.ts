export { FileAddresses, type FileAddress } from './file-addresses.js';
export { FilesModule } from './files.module.js';
export { StoreFile, type KeptFile, type StoreFileInput } from './store-file.js';
export { UnsentFiles } from './unsent-files.queries.js';
