import { authenticate, hostOf } from "./authenticate.ts";
import { authorize } from "./authorize.ts";
import type { LoggedCall } from "./call-log.ts";
import type { CallName } from "./faults.ts";
import type { Call, Operation, Service } from "./operation.ts";
import type { LocalOrganization } from "./organization.ts";
import { accountOf, arnOf } from "./principal.ts";
import { operationOf } from "./services.ts";
import { createSessions } from "./sessions.ts";
import { claimOf, createSigningKeys } from "./signature.ts";
import type { Switches } from "./switches.ts";
import type { WireRequest } from "./wire/protocol.ts";

/** A request whose sender and wish are known. */
export interface Asked {
  readonly operation: Operation;
  /** As policies, faults and ceilings name it, such as `iam:GetAccountSummary`. */
  readonly name: CallName;
  readonly call: Call;
}

/** What the reception needs to know. */
export interface ReceptionOptions {
  readonly organization: LocalOrganization;
  readonly switches: Switches;
  readonly now: () => Date;
}

/**
 * Makes what finds out who asks and for what, and notes each in the log's entry as soon as it is known; it
 * throws the Refusal for a request that does not get that far.
 */
export function createReception({ organization, switches, now }: ReceptionOptions) {
  const sessions = createSessions(organization);
  const signingKeys = createSigningKeys();
  return (request: WireRequest, service: Service, entry: LoggedCall): Asked => {
    const claim = claimOf(request);
    const at = now();
    const { principal } = authenticate({
      request,
      claim,
      sessions,
      signingKeys,
      service,
      organization,
      now: at,
    });
    entry.principal = arnOf(organization, principal);
    entry.account = principal.account;
    entry.action = service.protocol.operationOf(request);
    const operation = operationOf(service, entry.action);
    const input = service.protocol.read(request, operation.schema);
    entry.account = operation.subject?.(input) ?? principal.account;
    const account = accountOf(organization, principal.account);
    const where = { region: claim?.region ?? "", host: hostOf(request) };
    return {
      operation,
      name: { call: `${service.policyName ?? service.name}:${entry.action}`, account: entry.account },
      call: { input, principal, account, organization, switches, sessions, ...where, now: at },
    };
  };
}

/** Answers what was asked, if the policies that stand over the caller allow it. */
export function perform({ operation, name, call }: Asked): unknown {
  const resource = operation.resource?.(call);
  if (resource !== undefined) {
    authorize(call, { principal: call.principal, action: name.call, resource });
  }
  return operation.answer(call);
}
