import { FINISH_REASONS, type FinishReason } from '@app/ai';
import { IsBoolean, IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export class TextGenerationResult {
  @IsString() readonly text!: string;

  @IsIn(FINISH_REASONS) readonly finishReason!: FinishReason;

  @IsString() readonly provider!: string;

  @IsString() readonly model!: string;

  @IsBoolean()
  @JSONSchema({ description: 'True where no language model was asked: the text is made up.' })
  readonly simulated!: boolean;
}
