import type { ModalView } from "@slack/types";
import type { Needs } from "../../access/roles.ts";
import type { Message } from "../blocks.ts";
import type { ActionId } from "../ids.ts";
import type { Places } from "../places.ts";
import type { UseCases } from "../use-cases.ts";

/** What every action may use. */
export interface ActionDependencies {
  readonly useCases: UseCases;
  readonly places: Places;
  readonly now: () => Date;
}

/** Who pressed what. */
export interface ActionRequest {
  readonly user: string;
  /** The channel of the message, or the asker's own id where there is none. */
  readonly channel: string;
  /** What the button carries, or what was chosen from the menu. */
  readonly value: string;
  /** Says what is going on, if the answer takes longer than a moment. */
  meanwhile(text: string): void;
}

interface AnyAction {
  readonly id: ActionId;
  readonly needs: Needs;
}

/** A button whose answer takes the place of the message that it stands in. */
export interface ReplacingAction extends AnyAction {
  readonly kind: "replace";
  run(dependencies: ActionDependencies, request: ActionRequest): Promise<Message>;
}

/** A button whose answer only the one who pressed sees, beside the message. */
export interface AnsweringAction extends AnyAction {
  readonly kind: "answer";
  run(dependencies: ActionDependencies, request: ActionRequest): Promise<Message>;
}

/** A button that opens a modal: at once, with its title, and filled when the content is there. */
export interface ModalAction extends AnyAction {
  readonly kind: "modal";
  readonly title: string;
  load(dependencies: ActionDependencies, request: ActionRequest): Promise<ModalView>;
}

/** A button in a modal that turns it to something else. */
export interface TurningAction extends AnyAction {
  readonly kind: "turn";
  readonly title: string;
  load(dependencies: ActionDependencies, request: ActionRequest): Promise<ModalView>;
}

export type Action = ReplacingAction | AnsweringAction | ModalAction | TurningAction;
