import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

@JSONSchema({ description: 'How unreliable.' })
export class UnreliableInput {
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @JSONSchema({ description: 'Probability that an attempt fails.', default: 0.7 })
  failureProbability?: number;

  @IsOptional()
  @IsInt()
  @JSONSchema({ description: 'With a seed the same attempts fail every time.' })
  seed?: number;
}
