import type { Message } from '@aws-sdk/client-sqs';
import { type CallersKey, isKey } from '@app/submissions';
import { traceparentOf } from './trace-header.js';

/** No API key has this name, so that no client of the API can use or see the keys of messages. */
const CALLER = '@sqs';
const KEY_ATTRIBUTE = 'Idempotency-Key';
const TRACE_ATTRIBUTE = 'traceparent';
const AWS_TRACE_ATTRIBUTE = 'AWSTraceHeader';

/** What is asked for with each message. */
export const MESSAGE_ATTRIBUTES = [KEY_ATTRIBUTE, TRACE_ATTRIBUTE];
export const SYSTEM_ATTRIBUTES = [AWS_TRACE_ATTRIBUTE, 'ApproximateReceiveCount'] as const;

/** A message as it was received; its text was not looked at yet. */
export interface ReceivedMessage {
  readonly id: string;
  /** Stands for it in this delivery only. */
  readonly receipt: string;
  readonly text: string;
  /** Under which it is accepted once; null where the one that it brings can be none. */
  readonly key: CallersKey | null;
  readonly traceparent: string | null;
  /** 1 for the first time. */
  readonly receives: number;
}

export function receivedMessage(message: Message): ReceivedMessage {
  const { MessageId: id = '', ReceiptHandle: receipt = '', Body: text = '', Attributes = {} } = message;
  return {
    id,
    receipt,
    text,
    key: keyOf(message, id),
    traceparent:
      message.MessageAttributes?.[TRACE_ATTRIBUTE]?.StringValue ?? traceparentOf(Attributes.AWSTraceHeader),
    receives: Number(Attributes.ApproximateReceiveCount ?? 1),
  };
}

function keyOf({ MessageAttributes }: Message, id: string): CallersKey | null {
  const given = MessageAttributes?.[KEY_ATTRIBUTE]?.StringValue;
  const key = given ?? `sqs:${id}`;
  return isKey(key) ? { caller: CALLER, key } : null;
}
