import { accountManagement } from "./account-management/index.ts";
import { cloudWatch } from "./cloudwatch/index.ts";
import { events } from "./events/index.ts";
import { iam } from "./iam/index.ts";
import { logs } from "./logs/index.ts";
import type { Operation, Service } from "./operation.ts";
import { organizations } from "./organizations/index.ts";
import { s3 } from "./s3/index.ts";
import { sns } from "./sns/index.ts";
import { ssoAdmin } from "./sso-admin/index.ts";
import { sts } from "./sts/index.ts";
import { support } from "./support/index.ts";
import type { WireRequest } from "./wire/protocol.ts";
import { Refusal } from "./wire/refusal.ts";
import { operationName } from "./wire/shape.ts";

/** Every service of AWS that local-aws plays. */
const SERVICES: readonly Service[] = [
  accountManagement,
  cloudWatch,
  events,
  iam,
  logs,
  organizations,
  s3,
  sns,
  ssoAdmin,
  sts,
  support,
];

const OPERATIONS = new Map<string, Operation>(
  SERVICES.flatMap((service) =>
    service.operations.map((each) => [`${service.name}:${operationName(each.schema)}`, each] as const),
  ),
);

/** The service that a request is for; STS speaks up for what no service recognizes, as somebody must. */
export function serviceOf(request: WireRequest, scope: string | undefined): Service {
  const byScope = SERVICES.find(({ name }) => name === scope);
  return byScope ?? SERVICES.find(({ protocol }) => protocol.recognizes(request)) ?? sts;
}

/** The operation of that name; throws the Refusal for one that the service does not have here. */
export function operationOf(service: Service, name: string): Operation {
  const found = OPERATIONS.get(`${service.name}:${name}`);
  if (found) return found;
  throw new Refusal("unknown-action", `Could not find operation ${name} for version ${service.version}`);
}
