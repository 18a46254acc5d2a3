import type { Clock } from "../clock.ts";
import { known, type Read } from "../domain/read.ts";
import type { Membership, OrganizationReader } from "./organization.ts";
import { attempt } from "./reading.ts";
import type { Home } from "./sessions.ts";

const CALL = "organizations:DescribeOrganization";
const RUNG = "own credentials";

export interface MembershipDependencies {
  readonly organization: Pick<OrganizationReader, "membership">;
  readonly clock: Clock;
}

/** Which organization the app's own account is in; that it is in none is an answer, a refusal is not. */
export function readMembership(
  { organization, clock }: MembershipDependencies,
  home: Home,
): Promise<Read<Membership | undefined>> {
  return attempt(CALL, RUNG, async () => {
    const membership = await organization.membership(home);
    return known(membership, { call: CALL, field: "Organization", rung: RUNG, readAt: clock.now() });
  });
}
