import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { documented } from '../requests/documented.js';
import { QueueFigures } from './queue-figures.js';

@Injectable()
class KnownQueue implements PipeTransform<string, string> {
  constructor(private readonly figures: QueueFigures) {}

  /** @throws NotFoundException */
  transform(name: string): string {
    this.figures.mustKnow(name);
    return name;
  }
}

/** The name of a queue in a path; 404 where there is no such queue. */
export const QueueName = (): ParameterDecorator =>
  documented(
    ApiParam({ name: 'name', description: "The queue's name.", example: 'ai_processing' }),
    Param('name', KnownQueue),
  );
