import { IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MAIL_TRANSPORTS, type MailTransportName } from './mail-transport.js';

export class EmailResult {
  @IsString()
  @JSONSchema({
    description:
      'The Message-ID header: the same in every attempt, so that a receiver can drop a double; another after a retry by hand.',
  })
  readonly messageId!: string;

  @IsString({ each: true })
  @JSONSchema({ description: 'The recipients that the mail server took. Those it refused are missing.' })
  readonly accepted!: string[];

  @IsIn(MAIL_TRANSPORTS)
  @JSONSchema({ description: '`smtp`, or `file` where SMTP_URL is not set: DATA_DIR/mail/<task id>.eml.' })
  readonly transport!: MailTransportName;
}
