import { type ElementState, useSurface } from "../surface.tsx";
import type { Confirm } from "./objects-shape.ts";

/** What every element is given. */
export interface ElementProps<Shape> {
  readonly element: Shape;
  readonly blockId: string;
  /** Whether using it is told to the app at once, rather than when its modal is sent off. */
  readonly dispatches: boolean;
  readonly labelledBy?: string;
  readonly describedBy?: string;
}

interface Used {
  readonly action_id: string;
  readonly confirm?: Confirm | undefined;
}

/** How an element hands on what was typed or chosen in it. */
export function useField({ element, blockId, dispatches }: ElementProps<Used>) {
  const surface = useSurface();
  const place = { blockId, actionId: element.action_id };
  return {
    /** Remembers it, for when the app is told something. */
    enter: (state: ElementState) => surface.enter(place, state),
    /** Remembers it and tells the app where it is to be told at once; answers whether the person meant it. */
    async choose(state: ElementState): Promise<boolean> {
      if (dispatches && !(await surface.agree(element.confirm))) return false;
      surface.enter(place, state);
      if (dispatches) void surface.act(place, state);
      return true;
    },
    /** Tells the app of something that leaves no state, such as a click; `onSend` is called when it is on its way. */
    async press(action: ElementState, onSend?: () => void): Promise<void> {
      if (!(await surface.agree(element.confirm))) return;
      onSend?.();
      await surface.act(place, action);
    },
    suggest: (letters: string) => surface.suggest(place, letters),
  };
}
