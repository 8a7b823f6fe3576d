import type { EmailInput } from './email.input.js';
import type { Mail } from './mail-transport.js';

interface Sender {
  readonly taskId: string;
  /** Equal for all attempts, another after a retry by hand. */
  readonly runId: string;
}

/**
 * The mail of a task. Its Message-ID is equal in all attempts, so that a receiver can drop a double, until a
 * person sends it again.
 * @param from an address, or `Name <address>`
 */
export function mailOf(
  { taskId, runId }: Sender,
  { to, subject, text, html }: EmailInput,
  from: string,
): Mail {
  return {
    taskId,
    options: {
      from,
      to: recipientsOf(to),
      subject,
      text,
      ...(html && { html }),
      messageId: `<${runId}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: absence notes are not sent in answer
      xMailer: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}

/** As objects: nothing in an address is read as a list or a name. */
function recipientsOf(to: string | readonly string[]): { name: string; address: string }[] {
  return (typeof to === 'string' ? [to] : to).map((address) => ({ name: '', address }));
}

function domainOf(from: string): string {
  return /@([^<>\s@]+?)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
