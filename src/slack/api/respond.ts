const timeoutMs = 10_000;

/** Posts to an address Slack gave for the answer to an action. */
export async function respond(url: string, message: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(`Slack answered ${answer.status}`);
}
