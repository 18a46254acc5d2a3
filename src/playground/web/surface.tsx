import { createContext, type ReactNode, use, useState } from "react";
import type { ActionRequest } from "../../local-slack/control.ts";
import { type Confirm, type OptionGroup, offer } from "./block-kit/objects-shape.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { deliver, noticeOf } from "./connection.ts";

/** Where an element stands. */
export interface Place {
  readonly blockId: string;
  readonly actionId: string;
}

/** What one element holds, as Slack's state has it: `{ type, selected_option }`. */
export type ElementState = Readonly<Record<string, unknown>> & { readonly type: string };

/** Slack's `state.values`. */
export type Values = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/** A message or a view whose elements can be used. */
export interface Surface {
  readonly user: string;
  /** What was typed and chosen so far. */
  readonly values: Values;
  /** Remembers what an element holds now. */
  enter(place: Place, state: ElementState): void;
  /** Asks what the app wants asked first; answers whether the person agrees. */
  agree(confirm: Confirm | undefined): Promise<boolean>;
  /** Tells the app what was done with an element; whatever goes wrong is shown. */
  act(place: Place, action: ElementState): Promise<void>;
  /** What an external select has for these letters. */
  suggest(place: Place, letters: string): Promise<readonly OptionGroup[]>;
  /** Tells the person something that concerns this surface; undefined takes it back. */
  tell(notice: string | undefined): void;
}

interface SurfaceProps {
  readonly user: string;
  readonly source: ActionRequest["source"];
  readonly children: ReactNode;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

/** The surface that an element stands on. */
export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (!surface) throw new Error("wanted an element on a surface, found it outside of one");
  return surface;
}

/** Lets what is in it be used, and shows what comes of it where it was used. */
export function SurfaceProvider({ user, source, children }: SurfaceProps) {
  const [values, setValues] = useState<Values>({});
  const [notice, tell] = useState<string>();
  const { question, agree } = useQuestion();

  async function act(place: Place, action: ElementState): Promise<void> {
    tell(undefined);
    const told = { ...action, block_id: place.blockId, action_id: place.actionId };
    const request = { user, source, action: told, values: withState(values, place, action) };
    tell(noticeOf(await deliver("action", request)));
  }

  async function suggest(place: Place, letters: string): Promise<readonly OptionGroup[]> {
    const delivery = await deliver("options", { user, source, ...place, value: letters });
    tell(noticeOf(delivery));
    const offered = offer.safeParse(delivery.answer).data;
    if (!offered) return [];
    if ("option_groups" in offered) return offered.option_groups;
    return [{ label: { type: "plain_text", text: "" }, options: offered.options }];
  }

  const enter = (place: Place, state: ElementState) => setValues((before) => withState(before, place, state));
  return (
    <SurfaceContext value={{ user, values, enter, agree, act, suggest, tell }}>
      {children}
      {notice !== undefined && (
        <p className="notice" role="alert">
          {notice}
        </p>
      )}
      {question && <ConfirmDialog confirm={question.confirm} onAnswer={question.answer} />}
    </SurfaceContext>
  );
}

function withState(values: Values, { blockId, actionId }: Place, state: ElementState): Values {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: state } };
}

interface Question {
  readonly confirm: Confirm;
  answer(agreed: boolean): void;
}

/** At most one question at a time; `agree` answers when the person has. */
function useQuestion() {
  const [question, setQuestion] = useState<Question>();
  async function agree(confirm: Confirm | undefined): Promise<boolean> {
    if (!confirm) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const answer = (agreed: boolean) => {
      setQuestion(undefined);
      resolve(agreed);
    };
    setQuestion({ confirm, answer });
    return promise;
  }
  return { question, agree };
}
