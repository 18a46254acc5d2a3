import { RootcheckError } from "../domain/errors.ts";
import type { FilesOutcome, ResultFile } from "../outbox/files.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import { outcomeOf, type PostingDependencies, paced } from "./post-outcome.ts";
import { clamped } from "./text.ts";
import { uploadBytes } from "./upload-bytes.ts";

/** The address that Slack gave for a file does not take it. */
export class UploadRefusedError extends RootcheckError {
  readonly status: number;

  constructor(status: number) {
    super("upload_refused", `Slack answered ${status} to the bytes of a file.`);
    this.status = status;
  }
}

/** A file on this machine. */
type LocalFile = Pick<ResultFile, "name" | "path" | "bytes" | "alt">;

/** Files for a message's thread. */
export interface NewFiles {
  readonly message: PostedMessage;
  /** What they are, in mrkdwn. */
  readonly comment: string;
  readonly files: readonly LocalFile[];
}

interface Uploaded {
  readonly id: string;
  readonly file: LocalFile;
}

/** For each file: tens of megabytes over a slow line. */
const UPLOAD_MILLISECONDS = 120_000;

/** Puts files into a message's thread. They are brought to Slack first, and then shared all at once or not at all. */
export async function postFiles(
  dependencies: PostingDependencies,
  { message, comment, files }: NewFiles,
): Promise<FilesOutcome> {
  try {
    const uploaded: Uploaded[] = [];
    for (const file of files) uploaded.push(await upload(dependencies, file));
    return await share(dependencies, { message, comment, uploaded });
  } catch (error) {
    return unshared(error);
  }
}

/** Brings the bytes of one file to Slack, from the disk as they go; nobody sees it yet. */
async function upload({ client, clock }: PostingDependencies, file: LocalFile): Promise<Uploaded> {
  const { upload_url, file_id } = await paced({ clock }, () =>
    client.files.getUploadURLExternal({ filename: file.name, length: file.bytes, ...described(file) }),
  );
  if (!upload_url || !file_id) throw new Error("files.getUploadURLExternal answered without an address");
  const status = await uploadBytes(upload_url, file, AbortSignal.timeout(UPLOAD_MILLISECONDS));
  if (status < 200 || status > 299) throw new UploadRefusedError(status);
  return { id: file_id, file };
}

/** Of a picture alone: other files that come with a description are never shared (slackapi/python-slack-sdk#1818). */
function described({ alt }: LocalFile): { readonly alt_txt?: string } {
  return alt ? { alt_txt: clamped(alt, 1000) } : {};
}

async function share(
  { client, clock }: PostingDependencies,
  { message, comment, uploaded }: Omit<NewFiles, "files"> & { readonly uploaded: readonly Uploaded[] },
): Promise<FilesOutcome> {
  const [first, ...others] = uploaded;
  if (!first) return { state: "posted" };
  try {
    await paced({ clock }, () =>
      client.files.completeUploadExternal({
        channel_id: message.channel,
        thread_ts: message.ts,
        initial_comment: comment,
        files: [titled(first), ...others.map(titled)],
      }),
    );
    return { state: "posted" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Slack shows a file by its title, which says which of the two it is. */
function titled({ id, file }: Uploaded) {
  return { id, title: file.name };
}

/** Before they are shared nobody has seen the files, so whatever may pass can be tried again. */
function unshared(error: unknown): FilesOutcome {
  if (error instanceof UploadRefusedError)
    return { state: error.status < 500 ? "refused" : "not-sent", detail: error.message };
  const outcome = outcomeOf(error);
  return outcome.state === "refused" ? outcome : { ...outcome, state: "not-sent" };
}
