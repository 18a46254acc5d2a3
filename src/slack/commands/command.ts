import type { ModalView } from "@slack/types";
import type { Needs } from "../../access/roles.ts";
import type { Message } from "../blocks.ts";
import type { Places } from "../places.ts";
import type { UseCases } from "../use-cases.ts";

/** What every command may use. */
export interface CommandDependencies {
  readonly useCases: UseCases;
  readonly places: Places;
  readonly now: () => Date;
  /** All commands, for help. */
  readonly commands: readonly Command[];
}

/** Who asks for what, and where. */
export interface CommandRequest {
  readonly user: string;
  readonly channel: string;
  /** What follows the command's own word, as the person typed it. */
  readonly words: string;
  /** Says what is going on, if the answer takes longer than a moment. */
  meanwhile(text: string): void;
}

/** A form that asks for what is missing, instead of an answer. */
export interface Form {
  readonly form: ModalView;
  /** What opens it later, where Slack takes it that too much time has passed to open it by itself. */
  readonly otherwise: Message;
}

/** One subcommand of `/rootcheck`. */
export interface Command {
  readonly word: string;
  /** What follows the word: `<account>`. */
  readonly parameters: string;
  readonly does: string;
  readonly needs: Needs;
  /** The answer, which only the asker sees. Rejects for what went wrong; the wording is made elsewhere. */
  run(dependencies: CommandDependencies, request: CommandRequest): Promise<Message | Form>;
}
