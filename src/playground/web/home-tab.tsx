import { useEffect, useState } from "react";
import { z } from "zod";
import type { OpenView } from "../../local-slack/control.ts";
import { Blocks } from "./block-kit/block.tsx";
import { deliver, noticeOf } from "./connection.ts";
import { SurfaceProvider } from "./surface.tsx";

const homeView = z.object({ blocks: z.array(z.unknown()) });

interface HomeTabProps {
  readonly user: string;
  /** What the app has published for this person so far. */
  readonly home: OpenView | undefined;
}

/** The app's Home: what it publishes for this person when they open it. */
export function HomeTab({ user, home }: HomeTabProps) {
  const notice = useOpening(user);
  return (
    <div className="home">
      {notice !== undefined && <p className="home-notice">{notice}</p>}
      {home && (
        <SurfaceProvider user={user} source={{ view: home.id }}>
          <Blocks blocks={homeView.parse(home.view).blocks} />
        </SurfaceProvider>
      )}
    </div>
  );
}

/** Tells the app that its Home was opened; what went wrong with that, if anything. */
function useOpening(user: string): string | undefined {
  const [notice, setNotice] = useState<string>();
  useEffect(() => {
    void deliver("home", { user }).then((delivery) => setNotice(noticeOf(delivery)));
  }, [user]);
  return notice;
}
