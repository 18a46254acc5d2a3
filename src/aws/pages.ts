/** Every page of a list. Pages may be empty and still not be the last: only a missing token ends it. */
export async function* pagesOf<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  tokenIn: (page: Page) => string | undefined,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    token = tokenIn(page);
  } while (token);
}
