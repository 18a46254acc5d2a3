import type { RootTask, RootTaskState } from "../../root-tasks/root-task.ts";
import { type Block, bold, bullets, code, context, type Message, paragraph, type Span } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted } from "../count-words.ts";
import { COMMAND } from "../ids.ts";
import { escaped, literal } from "../text.ts";

/** How each state is put of one task. */
const STATES: Record<RootTaskState, { readonly sign: string; readonly said: string }> = {
  "root only": { sign: "🔒", said: "Still takes the root user" },
  partly: { sign: "🔓", said: "Partly takes the root user" },
  "no longer": { sign: "✅", said: "No longer takes the root user" },
  "never was": { sign: "✅", said: "Never took the root user" },
};

/** All tasks by their state, each with since when and what replaces the root user. */
export function allTasksMessage(tasks: readonly RootTask[]): Message {
  const stillRoot = tasks.filter(({ state }) => state === "root only").length;
  const lead = `${counted(stillRoot, "task")} still ${stillRoot === 1 ? "takes" : "take"} the root user`;
  return {
    text: `${lead}, of ${tasks.length} that are said to`,
    blocks: [
      paragraph(bold(lead), `, of ${tasks.length} that are said to.`),
      ...groupsOf(tasks),
      paragraph("All about one, and where AWS says so: ", code(`${COMMAND} tasks close account`)),
      context(
        "Numbers are those of the fourteen that AWS listed for years. Where a change has no date, it is not known.",
      ),
    ],
  };
}

/** The tasks that fit somebody's words, with everything there is to say of them. */
export function foundTasksMessage(tasks: readonly RootTask[]): Message {
  const titles = tasks.map(({ title, state }) => `${title}: ${STATES[state].said.toLowerCase()}`);
  return {
    text: escaped(titles.join("; ")),
    blocks: withinBudget(tasks.length, (shown) => tasks.slice(0, shown).map(taskParagraph)),
  };
}

/** No task fits. */
export function noTaskMessage(words: string, tasks: readonly RootTask[]): Message {
  const { text, blocks } = allTasksMessage(tasks);
  const asked = literal(words, 100);
  return {
    text: `No root task fits ${escaped(asked)}. ${text}`,
    blocks: [paragraph("No task fits ", bold(asked), "; these are all that rootcheck knows."), ...blocks],
  };
}

function groupsOf(tasks: readonly RootTask[]): Block[] {
  return (["root only", "partly", "no longer", "never was"] as const).flatMap((state): Block[] => {
    const group = tasks.filter((task) => task.state === state);
    if (group.length === 0) return [];
    const { sign, said } = STATES[state];
    const heading = state === "partly" ? `${said}: in some accounts, or for some of it` : said;
    return [paragraph(`${sign} `, bold(heading)), bullets(group.map(taskLine))];
  });
}

/** A task in short, and below it since when it stands so and what replaces the root user. */
function taskLine(task: RootTask): readonly Span[] {
  const { title, classic, since, instead } = task;
  const parts: readonly (readonly Span[])[] = [
    ...(since ? [[`Since ${since}.`]] : []),
    ...(instead ? [[`Instead: ${instead}.`]] : []),
    ...inMembersInShort(task),
  ];
  return [
    bold(classic ? `${title}  (${classic})` : title),
    ...parts.flatMap((part, index) => [index === 0 ? "\n" : " ", ...part]),
  ];
}

/** Where a task policy does it, its name says enough. */
function inMembersInShort({ state, inMembers }: RootTask): readonly (readonly Span[])[] {
  if (!inMembers) return [];
  const { how, taskPolicy } = inMembers;
  return taskPolicy && state !== "root only"
    ? [["In a member account: task policy ", code(taskPolicy), "."]]
    : [[`In a member account: ${how}.`]];
}

function taskParagraph(task: RootTask): Block {
  const { title, classic, state, today, since, instead, inMembers, source, checked } = task;
  const { sign, said } = STATES[state];
  const policy = inMembers?.taskPolicy;
  return paragraph(
    `${sign} `,
    bold(title),
    classic ? `  ·  no. ${classic} of the classic fourteen` : "",
    `\n${said}${since ? `, since ${since}` : ""}.\n${today}`,
    ...(instead ? ["\n", bold("Instead: "), `${instead}.`] : []),
    ...(inMembers ? ["\n", bold("In a member account: "), inMembers.how] : []),
    ...(policy ? ["; task policy ", code(policy)] : []),
    inMembers ? "." : "",
    "\n",
    { type: "link", url: source, text: "AWS's documentation" },
    `, checked ${checked}`,
  );
}
