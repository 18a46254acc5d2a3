import { NotAllowedError } from "../../access/access.ts";
import { type DigestView, digestName, parseDigestName } from "../../domain/digest.ts";
import type { Message } from "../blocks.ts";
import { changeDigest } from "../change-digest.ts";
import { digestAt, digestsAt, NoSuchDigestError } from "../known-digest.ts";
import { digestFormFor, newDigestForm } from "../open-digest-form.ts";
import { digestListMessage, digestShownMessage, digestToDeleteMessage } from "../views/digest-list.ts";
import type { DigestChange } from "../views/digest-outcome.ts";
import { digestToAddMessage } from "../views/digest-place.ts";
import { notice } from "../views/notice.ts";
import type { Command, CommandDependencies, CommandRequest, Form } from "./command.ts";

type Answer = Message | Form;
type Run = (dependencies: CommandDependencies, request: CommandRequest) => Promise<Answer>;

/** Looking is for viewers; what changes something, for operators. */
const RUNS: ReadonlyMap<string, Run> = new Map([
  ["list", list],
  ["add", forOperators(add)],
  ["edit", forOperators(edit)],
  ["pause", forOperators(changing("pause"))],
  ["resume", forOperators(changing("resume"))],
  ["delete", forOperators(askToDelete)],
  ["now", forOperators(changing("runNow"))],
]);

export const digest: Command = {
  word: "digest",
  parameters: `[${[...RUNS.keys()].join("|")}] [D3] [scope]`,
  does: "Scheduled messages to this channel: what changed since the last. Operators add and change them.",
  needs: "viewer",
  async run(dependencies, request) {
    const [, word = "", words = ""] = /^(\S*)\s*(.*)$/s.exec(request.words) ?? [];
    const run = RUNS.get(word.toLowerCase() || "list");
    if (run) return run(dependencies, { ...request, words });
    const id = parseDigestName(request.words);
    if (id !== undefined) return digestShownMessage(await digestAt(dependencies, id, request.channel));
    return list(dependencies, request, `There is no “digest ${word}”: it is ${[...RUNS.keys()].join(", ")}.`);
  },
};

function forOperators(run: Run): Run {
  return async (dependencies, request) => {
    const permission = await dependencies.useCases.access.mayAct(request.user, "operator");
    if (!permission.allowed) throw new NotAllowedError(permission, "operator");
    return run(dependencies, request);
  };
}

async function list(
  dependencies: CommandDependencies,
  { channel }: CommandRequest,
  ...lead: readonly string[]
): Promise<Message> {
  return digestListMessage(await digestsAt(dependencies, channel), lead);
}

async function add(
  dependencies: CommandDependencies,
  { user, channel, words }: CommandRequest,
): Promise<Answer> {
  const opened = await newDigestForm(dependencies, { user, channel, scope: words });
  return "form" in opened ? { ...opened, otherwise: digestToAddMessage(words) } : opened.unfit;
}

async function edit(dependencies: CommandDependencies, request: CommandRequest): Promise<Answer> {
  const view = await meant(dependencies, request);
  const { id } = view.digest;
  return {
    form: await digestFormFor(dependencies, { id, channel: request.channel }),
    otherwise: digestShownMessage(view),
  };
}

function changing(change: DigestChange): Run {
  return async (dependencies, request) => {
    const { digest: chosen } = await meant(dependencies, request);
    const asker = { by: request.user, place: request.channel };
    return notice(...(await changeDigest(dependencies, { change, id: chosen.id, asker })));
  };
}

async function askToDelete(dependencies: CommandDependencies, request: CommandRequest): Promise<Message> {
  return digestToDeleteMessage(await meant(dependencies, request));
}

/** The digest that is named, or the only one that there is. @throws {NoSuchDigestError} */
async function meant(
  dependencies: CommandDependencies,
  { channel, words }: CommandRequest,
): Promise<DigestView> {
  const id = parseDigestName(words);
  if (id !== undefined) return digestAt(dependencies, id, channel);
  const { views } = await digestsAt(dependencies, channel);
  const [only, ...others] = views;
  if (only && others.length === 0 && !words) return only;
  const names = views.map(({ digest }) => digestName(digest.id)).join(", ");
  throw new NoSuchDigestError(
    views.length === 0 ? "There is no digest here yet." : `Say which digest is meant by its id: ${names}.`,
  );
}
