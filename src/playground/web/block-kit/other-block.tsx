import { lazy, Suspense } from "react";
import type { Block } from "slack-blocks-to-jsx";
import { useNames } from "../names.tsx";

// Charts are rare and their library is large, so it comes when the first of them does.
const Library = lazy(async () => {
  await import("slack-blocks-to-jsx/dist/style.css");
  const { Message } = await import("slack-blocks-to-jsx");
  return { default: Message };
});

/** Blocks that are only looked at, such as charts; the library does not report clicks. */
export function OtherBlock({ block }: { readonly block: unknown }) {
  const { people, userGroups, channels } = useNames();
  const named = (names: ReadonlyMap<string, string>) => [...names].map(([id, name]) => ({ id, name }));
  const data = { users: named(people), user_groups: named(userGroups), channels: named(channels) };
  // The library has the type of what Slack takes, and local-slack has refused everything else.
  const blocks = [block as Block];
  return (
    <Suspense fallback={<p className="notice">One moment…</p>}>
      <Library blocks={blocks} data={data} logo="" name="" withoutWrapper />
    </Suspense>
  );
}
