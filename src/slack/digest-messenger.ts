import type { DigestMessenger, DigestShown } from "../digests/digest-messenger.ts";
import type { ResultFile } from "../outbox/files.ts";
import { EditRefusedError } from "../outbox/post-outcome.ts";
import type { Message } from "./blocks.ts";
import { post, update } from "./post.ts";
import { postFiles } from "./post-files.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { escaped } from "./text.ts";
import { digestMessage } from "./views/digest.ts";
import { digestTroubleMessage } from "./views/digest-trouble.ts";

/** Slack's word for blocks that it does not know, such as a chart where the workspace has none; nothing is posted then. */
const UNKNOWN_BLOCKS = "invalid_blocks";

/** A workspace that took no chart is asked again a day later. */
const REFUSED_MILLISECONDS = 86_400_000;

/** Posts and edits digests, with their chart where the workspace takes one. */
export function createDigestMessenger(dependencies: PostingDependencies): DigestMessenger {
  const { clock } = dependencies;
  let askedAgainAt = new Date(0);

  /** Tries with the chart first; where only that was refused, it is left out for a day. */
  async function withOrWithout<Outcome>(
    shown: DigestShown,
    send: (message: Message) => Promise<Outcome>,
    isRefused: (outcome: Outcome) => boolean,
  ): Promise<{ readonly outcome: Outcome; readonly hasChart: boolean }> {
    const now = clock.now();
    const plain = digestMessage(shown, now, { chart: false });
    const charted = digestMessage(shown, now, { chart: true });
    const wantsNone = charted.blocks.length === plain.blocks.length;
    if (wantsNone || now < askedAgainAt) return { outcome: await send(plain), hasChart: wantsNone };
    const first = await send(charted);
    if (!isRefused(first)) return { outcome: first, hasChart: true };
    const outcome = await send(plain);
    if (!isRefused(outcome)) askedAgainAt = new Date(now.getTime() + REFUSED_MILLISECONDS);
    return { outcome, hasChart: false };
  }

  return {
    postDigest: (shown, channel) =>
      withOrWithout(
        shown,
        (message) => post(dependencies, { channel }, message),
        (outcome) => outcome.state === "refused" && outcome.detail === UNKNOWN_BLOCKS,
      ),
    async updateDigest(message, shown) {
      const edit = (content: Message) => update(dependencies, message, content).catch(refusedBlocks);
      const { outcome } = await withOrWithout(shown, edit, (edited) => edited instanceof EditRefusedError);
      if (outcome instanceof EditRefusedError) throw outcome;
      return outcome;
    },
    postFiles: (message, files) => postFiles(dependencies, { message, comment: filesComment(files), files }),
    postTrouble: (person, trouble) => post(dependencies, { channel: person }, digestTroubleMessage(trouble)),
  };
}

/** Gives back that Slack does not know the blocks; every other failure stays one. */
function refusedBlocks(error: unknown): EditRefusedError {
  if (error instanceof EditRefusedError && error.refusal === UNKNOWN_BLOCKS) return error;
  throw error;
}

function filesComment(files: readonly ResultFile[]): string {
  const titles = files.map(({ title }) => title).join("; ");
  return titles ? `${escaped(titles)}. E-mail addresses and access key ids are masked.` : "";
}
