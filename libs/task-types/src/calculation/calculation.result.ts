import { IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export class CalculationResult {
  @IsString() readonly expression!: string;

  @IsString()
  @JSONSchema({ description: 'A decimal; exact, or rounded to 50 significant digits where it has more.' })
  readonly value!: string;
}
