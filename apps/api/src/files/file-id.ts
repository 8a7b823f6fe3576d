import { Injectable, type PipeTransform } from '@nestjs/common';
import { FileNotFound } from '@app/files';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id that is no UUID names no file: 404, as for any id that is not known. */
@Injectable()
export class FileIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!UUID.test(id)) throw new FileNotFound(id);
    return id.toLowerCase();
  }
}
