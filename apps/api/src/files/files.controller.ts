import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { Downloads } from './downloads.js';
import { DownloadAnswers, UploadRefusals } from './file-answers.js';
import { FileId } from './file-id.js';
import { FileView, fileView, pathOfFile, UploadForm } from './file.view.js';
import { Uploads } from './uploads.js';

@ApiTags('Files')
@Controller('api/v1/files')
export class FilesController {
  constructor(
    private readonly uploads: Uploads,
    private readonly downloads: Downloads,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Upload a file',
    description:
      'Its id is the `fileId` of file tasks. It is kept for a day, and as long as a task refers to it.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadForm })
  @ApiCreatedResponse({
    type: FileView,
    description: 'Stored.',
    headers: { Location: { description: "The file's path.", schema: { type: 'string' } } },
  })
  @UploadRefusals()
  @ErrorAnswers()
  async uploadFile(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileView> {
    const file = await this.uploads.receive(request.raw);
    void reply.header('location', pathOfFile(file.id));
    return fileView(file);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Download a file',
    description:
      'An upload, or what a task has made. Always as an attachment; a type that a browser could run goes out as mere bytes.',
  })
  @DownloadAnswers()
  @ErrorAnswers()
  async downloadFile(
    @FileId() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.downloads.send(id, request, reply);
  }
}
