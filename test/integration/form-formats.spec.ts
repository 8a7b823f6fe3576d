import { inputProblems, instanceOf, schemaOf } from '@app/tasks';
import {
  IsBase64,
  IsDateString,
  IsEmail,
  IsHexColor,
  IsIP,
  IsISO8601,
  IsJSON,
  IsTimeZone,
  IsUrl,
  IsUUID,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { schemaValidator } from '../../apps/dashboard/src/pages/new-task/schema-validator.js';

class Formats {
  @IsEmail({ require_tld: false, allow_ip_domain: true }) readonly email?: string;
  @IsUrl({ require_tld: false }) @JSONSchema({ format: 'uri' }) readonly uri?: string;
  @IsUUID() readonly uuid?: string;
  @IsISO8601() @JSONSchema({ format: 'date-time' }) readonly dateTime?: string;
  @IsDateString() readonly date?: string;
  @IsTimeZone() @JSONSchema({ format: 'time-zone' }) readonly timeZone?: string;
  @IsIP() readonly ip?: string;
  @IsBase64() readonly base64?: string;
  @IsJSON() readonly json?: string;
  @IsHexColor() @JSONSchema({ format: 'color' }) readonly color?: string;
}

/** What is usual and what is at the edge; the server takes some of it. */
const VALUES: Readonly<Record<keyof Formats, readonly string[]>> = {
  email: [
    'ada@example.com',
    'root@localhost',
    'ada@[127.0.0.1]',
    'jörg@münchen.example',
    'a.b+c@example.com',
    '"a b"@example.com',
    'nobody',
  ],
  uri: [
    'https://example.com/a?b#c',
    'http://localhost:3000',
    'http://münchen.example/ä',
    'ftp://example.com',
    'example.com',
    'http://[::1]/',
    '//',
  ],
  uuid: ['01920000-0000-7000-8000-000000000000', '01920000-0000-7000-8000-00000000000A', '{01920000}', ''],
  dateTime: [
    '2026-12-01T08:00:00.000Z',
    '2026-12-01T08:00:00+02:00',
    '2026-12-01T08:00',
    '2026-12-01',
    '2026-W01-1',
    '20261201T080000Z',
    'soon',
  ],
  date: ['2026-12-01', '2026-12-01T24:00:00Z', '2026-335', '1.12.2026'],
  timeZone: ['UTC', 'Europe/Berlin', 'US/Eastern', 'Etc/GMT+5', 'europe/berlin', '+02:00', 'Mars/Olympus'],
  ip: ['127.0.0.1', '::1', 'fe80::1%eth0', '::ffff:1.2.3.4', '1.2.3'],
  base64: ['aGk=', 'aGk', '', '****'],
  json: ['{}', '[1]', '1', '{'],
  color: ['#fff', 'fff', '#ffffff80', 'red'],
};

const table = Object.entries(VALUES).flatMap(([field, values]) =>
  values.map((value) => ({ [field]: value })),
);
const serverTakes = (input: object): boolean =>
  inputProblems(instanceOf(Formats, input)).filter(({ path: [field = ''] }) => field in input).length === 0;

/** The schema as the page gets it; nothing in it is required here. */
const SCHEMA = { ...schemaOf(Formats), required: [] };
const formTakes = (input: Record<string, unknown>): boolean =>
  schemaValidator(() => undefined).validateFormData(input, SCHEMA).errors.length === 0;

describe('the form of the dashboard', () => {
  it('has a table whose values the server takes and refuses, of every format', () => {
    for (const field of Object.keys(VALUES)) {
      const taken = table.filter((input) => field in input).map(serverTakes);
      expect([field, taken.includes(true), taken.includes(false)]).toEqual([field, true, true]);
    }
  });

  it.each(table)('refuses nothing that the server takes: %j', (input) =>
    expect(formTakes(input) || !serverTakes(input)).toBe(true),
  );
});
