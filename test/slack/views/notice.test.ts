import { describe, expect, test } from "vitest";
import { bold, emoji, person } from "../../../src/slack/blocks.ts";
import { loadingModal, notice, noticeModal } from "../../../src/slack/views/notice.ts";
import { HOSTILE } from "./samples.ts";
import { expectModalSendable, expectSendable, wordsIn } from "./sendable.ts";

describe("a notice", () => {
  test.each([
    ["words", ["All is well."], "All is well."],
    ["words that Slack would parse", [HOSTILE], '&lt;!channel&gt; &amp; "x" *y* `z`'],
    ["words in bold", ["An ", bold("<important>"), " word"], "An &lt;important&gt; word"],
    ["people and groups", [person("U0123"), " and ", person("S0456")], "<@U0123> and <!subteam^S0456>"],
    ["a sign", [emoji("white_check_mark"), "done"], "done"],
  ] as const)("of %s reads the same to a notification", (_what, spans, text) => {
    const message = notice(...spans);
    expectSendable(message);
    expect(message.text).toBe(text);
  });
});

test.each(["Evidence", "A title that is much too long for Slack"])(
  "a modal titled %s can be opened and filled",
  (title) => {
    expectModalSendable(loadingModal(title));
    const filled = noticeModal(title, notice("Nobody may, said ", bold(HOSTILE)));
    expectModalSendable(filled);
    expect(wordsIn(filled)).toContain(HOSTILE);
    expect(filled.title.text.length).toBeLessThanOrEqual(24);
  },
);
