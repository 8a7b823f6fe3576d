import 'reflect-metadata';
import { Controller, Get, Module, NotFoundException, Patch } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Length } from 'class-validator';
import { InputRefused } from '@app/tasks';
import { ErrorFilter } from '../error.filter.js';
import { KnownRoutes } from '../http/known-routes.js';
import { JsonBody, JsonBodyWithProblems } from './json-body.js';
import { LimitParameter } from './pages.js';
import {
  DateTimeParameter,
  FlagParameter,
  IntegerParameter,
  KeyedParameter,
  OneOfParameter,
  SetParameter,
  TextParameter,
} from './parameters.js';
import { pathId } from './path-id.js';
import { ParametersOf } from './query-parameters.js';
import { QueryOf, readQuery } from './query-of.js';
import type { RawQuery } from './query-reader.js';
import { type ReadBody, WholeNumber } from '@app/bodies';

class Patched {
  @WholeNumber({ minimum: 1, maximum: 500 }) readonly limit!: number;
}

class Renamed {
  @Length(1, 10) readonly name!: string;
}

class Filter {
  @SetParameter({ separator: ',', values: ['red', 'blue'], description: 'Any of these.' })
  readonly colour!: string[];
  @KeyedParameter('metadata', {}) readonly metadata!: Record<string, string[]>;
}

class Listed {
  @OneOfParameter(['up', 'down'], { default: 'up' }) readonly order!: string;
  @ParametersOf(Filter) readonly filter!: Filter;
  @TextParameter({ maxLength: 5 }) readonly search?: string;
  @DateTimeParameter() readonly since?: Date;
  @FlagParameter({}) readonly full!: boolean;
  @IntegerParameter({ minimum: 0, maximum: 99 }) readonly after?: number;
  @LimitParameter() readonly limit!: number;
}

const Id = pathId("The thing's id.", () => new NotFoundException('There is no such thing.'));
const ID = '01920000-0000-7000-8000-00000000000A';

@Controller('things')
class Things {
  @Patch(':id')
  change(@Id() id: string, @JsonBody(Patched) { limit }: Patched): object {
    return { id, limit };
  }

  @Patch(':id/name')
  rename(@JsonBodyWithProblems(Renamed) { body, problems }: ReadBody<Renamed>, @Id() id: string): object {
    return { id, body, problems };
  }

  @Get(':id/parts')
  list(@Id() id: string, @QueryOf(Listed) query: Listed): object {
    return { id, ...query };
  }
}

@Module({ controllers: [Things] })
class TestModule {}

const refusal = (query: RawQuery): Record<string, string> => {
  try {
    readQuery(Listed, query);
  } catch (error) {
    return Object.fromEntries(
      (error as InputRefused).problems.map(({ path, message }) => [path.join(), message]),
    );
  }
  return {};
};

describe('a query that is read as its class', () => {
  it('has its defaults, and the fields of other classes beside its own', () =>
    expect(readQuery(Listed, {})).toEqual({
      order: 'up',
      filter: { colour: [], metadata: {} },
      search: undefined,
      since: undefined,
      full: false,
      after: undefined,
      limit: 50,
    }));

  it('takes texts as what they mean', () =>
    expect(
      readQuery(Listed, {
        order: 'down',
        colour: ['red,blue', 'red'],
        'metadata.a': '1',
        search: ' x ',
        since: '2026-12-01T08:00:00 01:00', // an unescaped plus
        full: 'true',
        after: '0',
        limit: '200',
      }),
    ).toMatchObject({
      order: 'down',
      filter: { colour: ['red', 'blue'], metadata: { a: ['1'] } },
      search: 'x',
      since: new Date('2026-12-01T07:00:00Z'),
      full: true,
      after: 0,
      limit: 200,
    }));

  it('says all that is wrong, in the order of its fields', () => {
    const wrong = refusal({
      page: '1',
      limit: '201',
      colour: 'green',
      order: 'left',
      search: 'longer',
      since: 'now',
      full: '1',
      after: '1e1',
    });
    expect(Object.keys(wrong)).toEqual([
      'page',
      'order',
      'colour',
      'search',
      'since',
      'full',
      'after',
      'limit',
    ]);
    expect(wrong).toMatchObject({
      page: 'is not a known parameter; known are colour, metadata.KEY, order, search, since, full, after, limit',
      order: 'must be one of up, down',
      colour: 'must be one of red, blue',
      search: 'must be at most 5 characters',
      full: 'must be true or false',
      after: 'must be a whole number from 0 to 99',
      limit: 'must be a whole number from 1 to 200',
    });
  });

  it.each<[string, RawQuery]>([
    ['a parameter that was sent twice', { limit: ['1', '2'] }],
    ['a NUL', { search: '\0' }],
    ['a key of every object', { constructor: 'x' }],
    ['a prototype', JSON.parse('{"__proto__":"x"}') as RawQuery],
    ['an empty text', { limit: '' }],
  ])('refuses %s', (_, query) => expect(() => readQuery(Listed, query)).toThrow(InputRefused));
});

describe('the decorators of a request', () => {
  let app: NestFastifyApplication;
  let document: OpenAPIObject;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(), {
      logger: false,
    });
    app.useGlobalFilters(new ErrorFilter({} as never, new KnownRoutes()));
    await app.init();
    document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  });
  afterAll(() => app.close());

  const answer = async (method: 'GET' | 'PATCH', url: string, payload?: object) => {
    const { statusCode, body } = await app.inject({
      method,
      url: `/things/${url}`,
      ...(payload && { payload }),
    });
    return { status: statusCode, ...(JSON.parse(body) as Record<string, unknown>) };
  };

  it('give a method its path, body and query', async () => {
    expect(await answer('PATCH', ID, { limit: 5 })).toEqual({ status: 200, id: ID.toLowerCase(), limit: 5 });
    expect(await answer('GET', `${ID}/parts?limit=7&colour=red`)).toMatchObject({
      limit: 7,
      filter: { colour: ['red'] },
    });
  });

  it('refuse a body before the method is called', async () =>
    expect(await answer('PATCH', ID, { limit: 501, more: 1 })).toMatchObject({
      status: 400,
      errors: [
        { path: 'more', message: 'is not a known field' },
        { path: 'limit', message: 'must be a whole number from 1 to 500' },
      ],
    }));

  it('leave it to the method where it asks for the problems', async () =>
    expect(await answer('PATCH', `${ID}/name`, { name: '' })).toMatchObject({
      status: 200,
      problems: [{ path: ['name'] }],
    }));

  it('answer for the path first, wherever its parameter stands', async () => {
    expect(await answer('PATCH', 'x', { limit: 501 })).toMatchObject({ status: 404 });
    expect(await answer('PATCH', 'x/name', [])).toMatchObject({ status: 404 });
    expect(await answer('GET', 'x/parts?limit=0')).toMatchObject({ status: 404 });
  });

  it('describe it in the OpenAPI document, with the same limits', () => {
    const { requestBody, parameters } = document.paths['/things/{id}']?.patch ?? {};
    expect(requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Patched' } } },
    });
    expect(parameters).toMatchObject([
      { name: 'id', in: 'path', schema: { type: 'string', format: 'uuid' } },
    ]);
    expect(document.paths['/things/{id}/parts']?.get?.parameters).toMatchObject([
      { name: 'id', in: 'path' },
      {
        name: 'colour',
        in: 'query',
        required: false,
        style: 'form',
        schema: { type: 'array', items: { type: 'string', enum: ['red', 'blue'] } },
      },
      { name: 'metadata', style: 'deepObject', schema: { type: 'object' } },
      { name: 'order', schema: { type: 'string', enum: ['up', 'down'], default: 'up' } },
      { name: 'search', schema: { type: 'string', maxLength: 5 } },
      { name: 'since', schema: { type: 'string', format: 'date-time' } },
      { name: 'full', schema: { type: 'boolean', default: false } },
      { name: 'after', schema: { type: 'integer', minimum: 0, maximum: 99 } },
      { name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    ]);
  });
});
