import { IsInt } from 'class-validator';

export class WordCountResult {
  @IsInt() readonly words!: number;
}
