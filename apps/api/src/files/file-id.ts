import { FileNotFound } from '@app/files';
import { pathId } from '../requests/path-id.js';

export const FileId = pathId("The file's id.", (id) => new FileNotFound(id));
