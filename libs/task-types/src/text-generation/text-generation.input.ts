import { Type } from 'class-transformer';
import {
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** What only the simulated provider understands. */
export class SimulatedOptions {
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(100_000)
  @JSONSchema({ description: 'Pace of the simulated text; 10 by default, about 13 s for a text.' })
  wordsPerSecond?: number;

  @IsOptional()
  @IsInt()
  @JSONSchema({ description: 'Another seed makes another text of the same prompt.' })
  seed?: number;
}

/** Options by provider; only those of the provider that writes are used. */
export class ProviderOptions {
  @IsOptional()
  @ValidateNested()
  @Type(() => SimulatedOptions)
  simulated?: SimulatedOptions;

  @IsOptional() @IsObject() openai?: Record<string, unknown>;
  @IsOptional() @IsObject() anthropic?: Record<string, unknown>;
  @IsOptional() @IsObject() deepseek?: Record<string, unknown>;
  @IsOptional() @IsObject() 'openai-compatible'?: Record<string, unknown>;
}

@JSONSchema({ description: 'A text to generate.' })
export class TextGenerationInput {
  @IsString()
  @Length(1, 100_000)
  @JSONSchema({ description: 'What the model is asked.' })
  prompt!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  @JSONSchema({ description: 'How the model should behave.' })
  system?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  @JSONSchema({ description: 'The provider that writes; the default provider where none is named.' })
  provider?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  @JSONSchema({ description: "The model's name as its provider knows it." })
  model?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  @JSONSchema({ description: 'The answer stops after this many tokens.' })
  maxTokens?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  @JSONSchema({ description: 'How much chance there is in the words; 0 is the least.' })
  temperature?: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => ProviderOptions)
  @JSONSchema({ description: 'Options that only one provider understands, by its name.' })
  providerOptions?: ProviderOptions;
}
