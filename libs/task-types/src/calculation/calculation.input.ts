import { IsString, Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

@JSONSchema({ description: 'An arithmetic expression.' })
export class CalculationInput {
  @IsString()
  @Length(1, 1_000)
  @JSONSchema({ description: 'Numbers, + - * / % ^ (or **) and parentheses, such as "0.1 + 0.2".' })
  expression!: string;
}
