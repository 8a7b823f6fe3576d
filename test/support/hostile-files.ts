import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export interface SampleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer | string;
}

const MIB = 1024 * 1024;

export function picture(width = 400, height = 300): Sharp {
  const noise = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, at) => (at * 7919 + (at >> 5)) % 256),
  );
  return sharp(noise, { raw: { width, height, channels: 3 } });
}

/** A photo as a phone makes it: with a camera and a place. */
export function photo(): Promise<Buffer> {
  return picture()
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: 'Kamera & Co', Model: 'K-1', Artist: 'Ada Secret' },
      IFD2: { DateTimeOriginal: '2026:11:01 10:00:00', LensModel: 'Fifty', BodySerialNumber: 'SN-SECRET' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '7/1 0/1 0/1',
      },
    })
    .toBuffer();
}

/** What a client could send to harm us, and what must be said of it. */
export async function hostileFiles(
  pdf: Buffer,
): Promise<readonly (SampleFile & { readonly what: string; readonly says: RegExp })[]> {
  const jpeg = await picture().jpeg().toBuffer();
  const png = await picture().png().toBuffer();
  const file = (what: string, name: string, mediaType: string, content: Buffer | string, says: RegExp) => ({
    what,
    name,
    mediaType,
    content,
    says,
  });
  return [
    file(
      'a truncated JPEG',
      'cut.jpg',
      'image/jpeg',
      jpeg.subarray(0, jpeg.length / 2),
      /damaged or cut off/,
    ),
    file(
      'a PNG said to be a JPEG',
      'photo.jpg',
      'image/jpeg',
      png,
      /said to be image\/jpeg, but its bytes are image\/png/,
    ),
    file(
      'a PNG header of 50,000 × 50,000 pixels',
      'huge.png',
      'image/png',
      hugePng(),
      /50000 × 50000 pixels/,
    ),
    file(
      'a ZIP bomb',
      'bomb.zip',
      'application/zip',
      zip(Buffer.alloc(100 * MIB)),
      /expands to \d+ times its size/,
    ),
    file(
      'a gzip bomb',
      'bomb.gz',
      'application/gzip',
      gzipSync(Buffer.alloc(200 * MIB)),
      /expands to \d+ times its size/,
    ),
    file('an empty file', 'empty.txt', 'text/plain', '', /is empty/),
    file(
      'JSON nested 100,000 deep',
      'deep.json',
      'application/json',
      '['.repeat(100_000) + ']'.repeat(100_000),
      /nested deeper than 1000/,
    ),
    file('JSON cut off', 'cut.json', 'application/json', '{"a": [1, 2', /JSON is damaged/),
    file('an SVG with an entity bomb', 'bomb.svg', 'image/svg+xml', ENTITY_BOMB, /declares entities/),
    file(
      'an SVG with external references',
      'out.svg',
      'image/svg+xml',
      svg('<image href="file:///etc/passwd"/>'),
      /outside of itself/,
    ),
    file('an SVG with a script', 'script.svg', 'image/svg+xml', svg('<script>alert(1)</script>'), /scripts/),
    file('a damaged PDF', 'cut.pdf', 'application/pdf', pdf.subarray(0, 60), /PDF is damaged/),
    file('an encrypted PDF', 'locked.pdf', 'application/pdf', encryptedPdf(), /encrypted/),
    file(
      'an EXE named as a picture',
      'photo.png',
      'image/png',
      Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(512)]),
      /said to be image\/png/,
    ),
    file('a HEIC named as a JPEG', 'photo.jpg', 'image/jpeg', heic(), /bytes are image\/heic/),
    file('a GIF that is also a script', 'both.gif', 'image/gif', 'GIF89a/*\0\0*/=1;alert(1)', /damaged/),
    file(
      'a CSV that is one endless record',
      'endless.csv',
      'text/csv',
      `a,b\n"${'x'.repeat(3 * MIB)}`,
      /record of more than|quotes do not match/,
    ),
    file(
      'bytes said to be text',
      'notes.txt',
      'text/plain',
      Buffer.from([1, 0, 2, 0, 3, 0, 9]),
      /said to be text\/plain|no text/,
    ),
  ];
}

const ENTITY_BOMB = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${svg('<text>&b;</text>')}`;

function svg(inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inner}</svg>`;
}

function hugePng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Of one entry. */
export function zip(content: Buffer, name = 'zeros'): Buffer {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function heic(): Buffer {
  return Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic'),
    Buffer.alloc(64),
  ]);
}

/** With a standard security handler whose password nobody knows. */
function encryptedPdf(): Buffer {
  const key = 'ab'.repeat(32);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>] >>`;
  return Buffer.from(
    `${text}xref\n0 5\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`,
  );
}
