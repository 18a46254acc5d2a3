import { givenRegion, regionFor } from "../clients.ts";
import { createSessions } from "../sessions.ts";
import { examineInside } from "./examine-inside.ts";
import type { Examining } from "./examining.ts";
import { isRoot, readOwnIdentity } from "./own-identity.ts";
import type { DoctorRequest, Seen } from "./seen.ts";
import { tried } from "./trying.ts";

/** Looks at everything once, with sessions of its own, so that nothing is told from memory. */
export async function examine(examining: Examining, request: DoctorRequest): Promise<Seen> {
  const { config, call, realNow } = examining;
  const { homeRole, ...bare } = config;
  const ownCredentials = await createSessions({ ...examining, config: bare }).home(request.purpose);
  let aheadMilliseconds: number | undefined;
  const onAhead = (milliseconds: number) => {
    aheadMilliseconds = milliseconds;
  };
  const identity = await tried("sts:GetCallerIdentity", "own credentials", () =>
    readOwnIdentity(ownCredentials, { call, realNow, onAhead }),
  );
  const region = await givenRegion();
  const seen = { config, region, usedRegion: regionFor(region), identity, aheadMilliseconds };
  if (!identity.ok || isRoot(identity.value.arn)) return seen;
  const sessions = createSessions(examining);
  const home = await tried("sts:AssumeRole", "own credentials", () => sessions.home(request.purpose));
  if (!home.ok) return { ...seen, homeRole: home };
  const acting = homeRole
    ? await tried("sts:GetCallerIdentity", "own credentials", () =>
        readOwnIdentity(home.value, { call, realNow }),
      )
    : identity;
  const withHomeRole = { ...seen, ...(homeRole && { homeRole: acting }) };
  if (!acting.ok) return withHomeRole;
  const at = { ...examining, ...request, sessions, home: home.value, own: acting.value };
  return { ...withHomeRole, inside: await examineInside(at) };
}
