import { Readable } from 'node:stream';
import { Configuration } from '@app/config';
import { CpuWork, threadFile } from '@app/cpu-work';
import { FileNotFound, FileStorageUnavailable, FileStore, SAMPLE_FILE_ID, type StoredFile } from '@app/files';
import { InvalidInput, type TaskContext, TaskError, type TaskHandler, TaskType } from '@app/tasks';
import type { AnalysisQuestion } from './analysis/analyse.thread.js';
import type { Analysis } from './analysis/analysis.js';
import { FileProcessingInput } from './file-processing.input.js';
import { FileProcessingResult } from './file-processing.result.js';
import type { FormatQuestion } from './format/check-format.thread.js';
import { type Bitmap, ImageWork } from './image/image-work.js';
import { clamdAddress } from './scan/clamd.js';
import { scan } from './scan/virus-scan.js';
import { withWorkingCopy } from './working-copy.js';

const CHECK_FORMAT = threadFile<FormatQuestion, string>(import.meta, './format/check-format.thread');
const ANALYSE = threadFile<AnalysisQuestion, Analysis>(import.meta, './analysis/analyse.thread');
const RENDER_PDF = threadFile<{ path: string; width: number }, Bitmap>(
  import.meta,
  './analysis/render-pdf.thread',
);

const THUMBNAIL_WIDTH = 256;

type Context = TaskContext<FileProcessingInput>;

@TaskType({
  name: 'demo.file-processing',
  queue: 'demo_tasks',
  description:
    'Checks what a file is, has it scanned, looks into it, and makes a thumbnail of a picture or of the first page of a PDF.',
  input: FileProcessingInput,
  result: FileProcessingResult,
  examples: {
    'the sample picture': { fileId: SAMPLE_FILE_ID },
    'a larger thumbnail': { fileId: SAMPLE_FILE_ID, thumbnailWidth: 480 },
  },
  timeoutMs: 300_000,
})
export class FileProcessingHandler implements TaskHandler<FileProcessingInput, FileProcessingResult> {
  private readonly images = new ImageWork();

  constructor(
    private readonly files: FileStore,
    private readonly cpu: CpuWork,
    private readonly configuration: Configuration,
  ) {}

  async run(context: Context): Promise<FileProcessingResult> {
    context.progress(1, 'checking the format');
    const { file, content } = await this.files.open(context.input.fileId).catch(unreadable);
    return withWorkingCopy(content, context.signal, (path) => this.process(context, file, path));
  }

  private async process(context: Context, file: StoredFile, path: string): Promise<FileProcessingResult> {
    const { signal, progress } = context;
    const { name, mediaType: said, size, sha256 } = file;
    const mediaType = await this.cpu.run(CHECK_FORMAT, { path, name, mediaType: said }, context);
    progress(20, 'scanning for viruses');
    const clamd = this.configuration.clamdUrl ? clamdAddress(this.configuration.clamdUrl) : null;
    const report = await scan(path, clamd, signal);
    progress(40, 'analysing the content');
    const analysis = await this.analyse(path, mediaType, context);
    progress(60, 'making a thumbnail');
    const thumbnail = await this.thumbnail(path, analysis, context);
    progress(80, 'storing');
    const thumbnailFileId = thumbnail && (await this.store(thumbnail, file, context));
    return { mediaType, size, sha256, scan: report, analysis, thumbnailFileId };
  }

  private analyse(path: string, mediaType: string, context: Context): Promise<Analysis> {
    if (this.images.decodes(mediaType)) return this.images.analyse(path, context.signal);
    return this.cpu.run(ANALYSE, { path, mediaType }, context);
  }

  private async thumbnail(path: string, { kind }: Analysis, context: Context): Promise<Buffer | null> {
    const width = context.input.thumbnailWidth ?? THUMBNAIL_WIDTH;
    if (kind === 'image') return this.images.thumbnail(path, width, context.signal);
    if (kind !== 'pdf') return null;
    const page = await this.cpu.run(RENDER_PDF, { path, width }, context);
    return this.images.thumbnailOf(page, width, context.signal);
  }

  private async store(thumbnail: Buffer, file: StoredFile, { taskId, signal }: Context): Promise<string> {
    const description = {
      name: `${file.name.replace(/\.[^.]*$/, '')}-thumbnail.webp`,
      mediaType: 'image/webp',
      taskId,
    };
    const { id } = await this.files.save(Readable.from([thumbnail]), description, { signal });
    return id;
  }
}

function unreadable(error: unknown): never {
  if (error instanceof FileNotFound) throw new InvalidInput(error.message, error);
  if (!(error instanceof FileStorageUnavailable)) throw error;
  throw new TaskError('provider_unavailable', error.message, { retryable: true, cause: error });
}
