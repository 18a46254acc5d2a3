import type { ModalView } from "@slack/types";
import type { Needs } from "../../access/roles.ts";
import type { FindingPolicy } from "../../domain/finding-policy.ts";
import type { Message } from "../blocks.ts";
import type { Filled } from "../forms.ts";
import type { CallbackId } from "../ids.ts";
import type { UseCases } from "../use-cases.ts";

/** What every submission may use. */
export interface SubmissionDependencies {
  readonly useCases: UseCases;
  readonly now: () => Date;
}

/** What is wrong with what was filled in, by field. */
export type Faults = Readonly<Record<string, string>>;

/** What a form comes to: faults that Slack shows beside its fields, or something to be done. */
export type Sent =
  | { readonly kind: "faulty"; readonly faults: Faults }
  | {
      readonly kind: "sound";
      /** The channel of the message that the form was opened from, or the person's own id where there was none. */
      readonly place?: string;
      work(dependencies: SubmissionDependencies, user: string): Promise<Message | NextForm>;
    };

/** A form that takes the place of the one that was sent: the next step, or the same with what is wrong with it. */
export interface NextForm {
  readonly form: ModalView;
}

/** What is known where a form is read, which has to be quick. */
export interface Reading {
  readonly now: Date;
  readonly policy: FindingPolicy;
}

/** A form that can be sent. */
export interface Submission {
  readonly callback: CallbackId;
  /** Of the modal that shows what came of it. */
  readonly title: string;
  readonly needs: Needs;
  /** @throws {UnknownButtonError} where the form is none of this release. */
  read(form: Filled, reading: Reading): Sent;
}
