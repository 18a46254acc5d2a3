import { openAsBlob } from "node:fs";
import type { FilesOutcome, PostedMessage, ResultFile } from "../audit/audit-messenger.ts";
import { RootcheckError } from "../domain/errors.ts";
import { outcomeOf, type PostingDependencies, paced } from "./post-outcome.ts";
import { escaped } from "./text.ts";

/** The address that Slack gave for a file does not take it. */
export class UploadRefusedError extends RootcheckError {
  readonly status: number;

  constructor(status: number) {
    super("upload_refused", `Slack answered ${status} to the bytes of a file.`);
    this.status = status;
  }
}

interface Uploaded {
  readonly id: string;
  readonly file: ResultFile;
}

/** For each file: tens of megabytes over a slow line. */
const UPLOAD_MILLISECONDS = 120_000;

/** Puts files into a message's thread. They are brought to Slack first, and then shared all at once or not at all. */
export async function postFiles(
  dependencies: PostingDependencies,
  message: PostedMessage,
  files: readonly ResultFile[],
): Promise<FilesOutcome> {
  try {
    const uploaded: Uploaded[] = [];
    for (const file of files) uploaded.push(await upload(dependencies, file));
    return await share(dependencies, message, uploaded);
  } catch (error) {
    return unshared(error);
  }
}

/** Brings the bytes of one file to Slack, from the disk as they go; nobody sees it yet. */
async function upload({ client, clock }: PostingDependencies, file: ResultFile): Promise<Uploaded> {
  const { upload_url, file_id } = await paced({ clock }, () =>
    client.files.getUploadURLExternal({ filename: file.name, length: file.bytes }),
  );
  if (!upload_url || !file_id) throw new Error("files.getUploadURLExternal answered without an address");
  const body = await openAsBlob(file.path);
  const signal = AbortSignal.timeout(UPLOAD_MILLISECONDS);
  const response = await fetch(upload_url, { method: "POST", body, signal });
  await response.body?.cancel();
  if (!response.ok) throw new UploadRefusedError(response.status);
  return { id: file_id, file };
}

async function share(
  { client, clock }: PostingDependencies,
  { channel, ts }: PostedMessage,
  [first, ...others]: readonly Uploaded[],
): Promise<FilesOutcome> {
  if (!first) return { state: "posted" };
  try {
    await paced({ clock }, () =>
      client.files.completeUploadExternal({
        channel_id: channel,
        thread_ts: ts,
        initial_comment:
          `${escaped(first.file.title)}: every check of every account, as CSV and JSON. ` +
          "E-mail addresses and access key ids are masked.",
        files: [described(first), ...others.map(described)],
      }),
    );
    return { state: "posted" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Slack shows a file by its title, which says which of the two it is. */
function described({ id, file }: Uploaded) {
  return { id, title: file.name };
}

/** Before they are shared nobody has seen the files, so whatever may pass can be tried again. */
function unshared(error: unknown): FilesOutcome {
  if (error instanceof UploadRefusedError)
    return { state: error.status < 500 ? "refused" : "not-sent", detail: error.message };
  const outcome = outcomeOf(error);
  return outcome.state === "refused" ? outcome : { ...outcome, state: "not-sent" };
}
