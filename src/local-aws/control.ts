import { z } from "zod";
import { accountShape } from "./account.ts";
import type { Answering } from "./answering.ts";
import { faultShape } from "./faults.ts";
import type { LocalOrganization } from "./organization.ts";
import { type Switches, switchesShape } from "./switches.ts";
import type { WireRequest, WireResponse } from "./wire/protocol.ts";

/** What the control interface may look at and change. */
export interface Controlled {
  readonly organization: LocalOrganization;
  readonly switches: Switches;
  readonly answering: Answering;
}

type Command = (controlled: Controlled, body: unknown) => unknown;

const accountPatch = z.looseObject({ id: z.string(), root: z.record(z.string(), z.unknown()).optional() });
const organizationPatch = z.strictObject({
  rootFeatures: z.array(z.enum(["RootCredentialsManagement", "RootSessions"])).optional(),
  trustedAccess: z.array(z.string()).optional(),
});

const COMMANDS: Readonly<Record<string, Command>> = {
  "GET /_control/calls": ({ answering }) => answering.log.calls,
  "GET /_control/counts": ({ answering }) => answering.log.counts(),
  "DELETE /_control/calls": ({ answering }) => {
    answering.log.clear();
    return {};
  },
  "GET /_control/accounts": ({ organization }) => [...organization.accounts.values()],
  "POST /_control/accounts": patchAccount,
  "POST /_control/organization": ({ organization }, body) =>
    Object.assign(organization, organizationPatch.parse(body)),
  "POST /_control/faults": ({ answering }, body) => {
    answering.faults.set(z.array(faultShape).parse(body));
    return {};
  },
  "POST /_control/switches": ({ switches }, body) =>
    Object.assign(switches, switchesShape.parse({ ...switches, ...z.looseObject({}).parse(body) })),
};

/** Answers a request under `/_control/`, by which other processes drive a local AWS; undefined for any other. */
export function answerControl(controlled: Controlled, request: WireRequest): WireResponse | undefined {
  if (!request.target.startsWith("/_control/")) return undefined;
  const command = COMMANDS[`${request.method} ${request.target}`];
  if (!command)
    return json(404, { error: `No such command; there are ${Object.keys(COMMANDS).join(", ")}.` });
  try {
    const text = request.body.toString("utf8");
    return json(200, command(controlled, text === "" ? undefined : JSON.parse(text)));
  } catch (thrown) {
    return json(400, { error: String(thrown) });
  }
}

/** Replaces the named members of one account, those of `root` one by one; `null` takes one away. */
function patchAccount({ organization }: Controlled, body: unknown): unknown {
  const patch = accountPatch.parse(body);
  const before = organization.accounts.get(patch.id);
  if (!before) throw new Error(`There is no account ${patch.id} to change.`);
  const root = { ...before.root, ...patch.root };
  const after = accountShape.parse(withoutNull({ ...before, ...patch, root: withoutNull(root) }));
  const cleared = Object.fromEntries(Object.keys(before).map((name) => [name, undefined]));
  return Object.assign(before, cleared, after);
}

function withoutNull(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
