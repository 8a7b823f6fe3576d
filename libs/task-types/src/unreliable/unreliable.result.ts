import { IsInt } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export class UnreliableResult {
  @IsInt()
  @JSONSchema({ description: 'The attempt that succeeded, from 1.' })
  readonly attempt!: number;
}
