import type { Submission } from './submission-draft';

/** Stands for the webhook's secret until the body is quoted; no text that a person types has it. */
const SECRET = '\u0000secret';

/**
 * For a shell of the Bourne kind. The key and the webhook's secret stay out of it: it reads them from its
 * environment.
 */
export function curlOf(submission: Submission, origin: string, keyNeeded: boolean): string {
  return [
    `curl -X POST '${origin}/api/v1/tasks'`,
    ...(keyNeeded ? [`  -H "authorization: Bearer $API_KEY"`] : []),
    `  -H 'content-type: application/json'`,
    `  -d '${quoted(submission)}'`,
  ].join(' \\\n');
}

function quoted({ webhook, ...submission }: Submission): string {
  const hidden = webhook && { ...webhook, ...(webhook.secret && { secret: SECRET }) };
  const body = JSON.stringify({ ...submission, webhook: hidden }, null, 2).replaceAll("'", String.raw`'\''`);
  return body.replace(JSON.stringify(SECRET), `"'"$WEBHOOK_SECRET"'"`);
}
