import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { AreMailAddresses, IsHeaderText } from './mail-address.js';

const ADDRESS = { type: 'string', format: 'email', maxLength: 254 } as const;

@JSONSchema({ description: 'A mail to send.' })
export class EmailInput {
  @AreMailAddresses()
  // As a function it replaces what is made of the property's type, which is a reference to a schema named
  // Object that nobody has.
  @JSONSchema(() => ({
    description: 'One address, or 1 to 50 of them. All get the same mail and see each other.',
    oneOf: [ADDRESS, { type: 'array', items: ADDRESS, minItems: 1, maxItems: 50, uniqueItems: true }],
  }))
  to!: string | string[];

  @IsHeaderText()
  @Length(1, 500)
  @JSONSchema({ description: 'One line.' })
  subject!: string;

  @IsString()
  @Length(1, 1_000_000)
  @JSONSchema({ description: 'The mail as plain text.' })
  text!: string;

  @IsOptional()
  @IsString()
  @MaxLength(1_000_000)
  @JSONSchema({ description: 'The same as HTML, shown by readers that can.' })
  html?: string;
}
