import { IsString, MaxLength } from 'class-validator';

export class WordCountInput {
  @IsString() @MaxLength(100_000) text!: string;
}
