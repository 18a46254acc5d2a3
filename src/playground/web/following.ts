import { type UIEvent, useLayoutEffect, useRef } from "react";

/** How near to its end, in pixels, a list counts as read to the end. */
const NEAR = 80;

/** Keeps the end of a list in view while its one child grows, unless somebody has scrolled away from it. */
export function useFollowing() {
  const log = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  useLayoutEffect(() => {
    const content = log.current?.firstElementChild;
    if (!content) return;
    const observer = new ResizeObserver(() => {
      if (follows.current) log.current?.scrollTo({ top: log.current.scrollHeight });
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  function onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLElement>) {
    // The list may have grown since it was scrolled, so only a move upwards says that somebody is reading there.
    if (scrollHeight - scrollTop - clientHeight < NEAR) follows.current = true;
    else if (scrollTop < lastTop.current) follows.current = false;
    lastTop.current = scrollTop;
  }
  return { log, onScroll };
}
