import { createContext, use } from "react";

const NowContext = createContext(new Date(0));

/** Gives the workspace's time to everything below. */
export const NowProvider = NowContext.Provider;

/** What time it was in the workspace when it last changed; the browser's own clock may be behind. */
export function useNow(): Date {
  return use(NowContext);
}
