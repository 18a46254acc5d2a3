import { ListDelegatedAdministratorsCommand } from "@aws-sdk/client-organizations";
import type { Clock } from "../clock.ts";
import type { AccountId } from "../domain/account.ts";
import type { ReadOrganizationFacts, ServiceControlPolicy } from "../domain/organization-facts.ts";
import { known, type Read, type Unread, unread } from "../domain/read.ts";
import { abortable, type Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import type { OrganizationReader } from "./organization.ts";
import { isOn, readRootFeatures } from "./organization-features.ts";
import { paged } from "./organizational-units.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf } from "./reading.ts";
import { createRootActivityReader } from "./root-activity.ts";
import type { PolicyQuestion, PolicyReader } from "./service-control-policies.ts";
import type { Home, Sessions } from "./sessions.ts";

export interface OrganizationFactsDependencies {
  readonly sessions: Sessions;
  readonly policies: PolicyReader;
  readonly organization: Pick<OrganizationReader, "ownIdentity" | "membership">;
  readonly call: Caller;
  readonly clock: Clock;
}

const RUNG = "own credentials";
const ADMINISTRATORS = "organizations:ListDelegatedAdministrators";

/**
 * Reads what AWS says of the organization itself, each fact by itself. Rejects only with the signal's reason: what
 * AWS refuses becomes the reason why a fact is missing.
 */
export function createOrganizationFactsReader({
  sessions,
  policies,
  organization,
  ...asking
}: OrganizationFactsDependencies) {
  const readRootActivity = createRootActivityReader({ sessions, organization, ...asking });

  async function readPolicies(
    question: PolicyQuestion,
    signal: AbortSignal,
  ): Promise<ReadOrganizationFacts["serviceControlPolicies"]> {
    const attached = await policies.list(question);
    if (!attached.known) return attached;
    const whole: ServiceControlPolicy[] = [];
    for (const policy of attached.value) {
      if (policy.targets.length === 0) continue;
      signal.throwIfAborted();
      const content = await policies.contentOf(question, policy.id);
      if (!content.known) return content;
      whole.push({ ...policy, content: content.value });
    }
    return known(whole, attached.origin);
  }

  return async (purpose: string, signal: AbortSignal): Promise<ReadOrganizationFacts> => {
    const patient = { ...asking, call: abortable(asking.call, signal) };
    const home = await attempt("sts:AssumeRole", RUNG, async () =>
      known(
        await sessions.home(purpose),
        originOf({ ...patient, rung: RUNG }, "sts:AssumeRole", "Credentials"),
      ),
    );
    if (!home.known) return nothingReadable(home);
    const [features, iamDelegatedAdministrators, serviceControlPolicies, rootActivityAlerts] =
      await Promise.all([
        readRootFeatures(home.value, patient),
        readAdministrators(home.value, patient),
        readPolicies({ home: home.value, purpose }, signal),
        readRootActivity(purpose, signal),
      ]);
    signal.throwIfAborted();
    return {
      centralCredentialsManagement: isOn(features, "RootCredentialsManagement"),
      rootSessions: isOn(features, "RootSessions"),
      iamDelegatedAdministrators,
      serviceControlPolicies,
      rootActivityAlerts,
    };
  };
}

function nothingReadable(why: Unread): ReadOrganizationFacts {
  return {
    centralCredentialsManagement: why,
    rootSessions: why,
    iamDelegatedAdministrators: why,
    serviceControlPolicies: why,
    rootActivityAlerts: why,
  };
}

async function readAdministrators(
  { organizations }: Home,
  { call, clock }: Pick<OrganizationFactsDependencies, "call" | "clock">,
): Promise<Read<readonly AccountId[]>> {
  const ask = (token: string | undefined) =>
    call("organizations:ListDelegatedAdministrators", () =>
      organizations.send(
        new ListDelegatedAdministratorsCommand({ ServicePrincipal: "iam.amazonaws.com", ...paged(token) }),
      ),
    );
  try {
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    const ids = pages
      .flatMap(({ DelegatedAdministrators = [] }) => DelegatedAdministrators)
      .flatMap(({ Id }) => (Id ? [Id] : []));
    return known(ids, {
      call: ADMINISTRATORS,
      field: "DelegatedAdministrators",
      rung: RUNG,
      readAt: clock.now(),
    });
  } catch (error) {
    return unread(failureOf(error, ADMINISTRATORS, RUNG));
  }
}
