import { expect, test } from "vitest";
import { lastingTrouble } from "../../src/digests/refusals.ts";

test.each([
  ["is_archived", "archived"],
  ["not_in_channel", "invite"],
  ["channel_not_found", "invite"],
  ["restricted_action", "settings"],
  ["restricted_action_read_only_channel", "settings"],
  ["missing_scope", "permission"],
  ["invalid_auth", "token"],
  ["token_revoked", "token"],
  ["account_inactive", "token"],
])("%s pauses a digest", (refusal, word) => {
  expect(lastingTrouble(refusal)).toContain(word);
});

test.each(["msg_too_long", "msg_blocks_too_long", "invalid_blocks", "too_many_attachments"])(
  "%s is one posting's trouble alone",
  (refusal) => {
    expect(lastingTrouble(refusal)).toBeUndefined();
  },
);
