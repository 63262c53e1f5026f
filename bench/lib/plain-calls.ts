/** A webhook call as a world makes it. */
export interface WebhookCall {
  readonly url: string;
  readonly body: string;
  readonly token: string;
}

/** The baseline: the same call again and again by `fetch` alone, so many of them under way at once. */
export async function plainCalls(
  { url, body, token }: WebhookCall,
  { count, atOnce }: { readonly count: number; readonly atOnce: number },
): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  let left = count;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const response = await fetch(url, { method: 'POST', headers, body });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}
