import type { AccountName } from "../../domain/account.ts";
import type { Diagnosis, Mend } from "../../domain/diagnosis.ts";
import { type DeployedRole, type Sid, statements } from "../statements.ts";
import { allowing, type Deployment, sparing } from "./mends.ts";
import type { Refused } from "./trying.ts";

/** What a line says of what was seen. */
export type Judgement = Pick<Diagnosis, "verdict" | "found" | "mend">;

export function good(found: string): Judgement {
  return { verdict: "good", found };
}

export function off(found: string, mend?: Mend): Judgement {
  return { verdict: "off", found, ...(mend && { mend }) };
}

export function warning(found: string, mend: Mend): Judgement {
  return { verdict: "warning", found, mend };
}

export function broken(found: string, mend: Mend): Judgement {
  return { verdict: "broken", found, mend };
}

/** What cannot be told yet is no second break: the line that it waits for has the mend. */
export function waitsFor(subject: string): Judgement {
  return off(`Not to be told before “${subject}” is mended.`);
}

/** Which statement of whose policy would allow what was refused. */
export interface Permission {
  readonly sid: Sid;
  readonly role: DeployedRole;
}

/** What a refusal comes to on a line that has no better word for it. What may be left out of the policies is off. */
export function refusal(refused: Refused, { sid, role }: Permission, deployment: Deployment): Judgement {
  const { because, why } = refused;
  if (because === "policy" || because === "denied") {
    const isCore = statements[sid].part === "core";
    const mend = allowing(sid, [role], deployment);
    return isCore
      ? broken(`AWS refuses it: ${why.detail}.`, mend)
      : off(`It is left off: ${why.detail}.`, mend);
  }
  return trouble(refused, deployment);
}

/** Likewise where no statement of rootcheck's policies is in question. */
export function trouble({ because, why, culprit, kind }: Refused, deployment?: Deployment): Judgement {
  if (because === "throttled")
    return warning(`AWS is throttling ${why.call}.`, {
      does: "Something else in the company is using up this AWS limit. Ask again in a minute.",
    });
  if (because === "unreachable")
    return broken(`AWS did not answer ${why.call}: ${why.detail}.`, {
      does: "Check that rootcheck can reach AWS from where it runs, and that AWS_REGION is a Region, then ask again.",
    });
  if (because === "scp-list")
    return broken(`No service control policy allows ${why.call}.`, {
      does: "In the management account, add it to the policies that list what is allowed: at the root, at each unit above the account, and at the account itself.",
    });
  if (because === "other-policy")
    return broken(`AWS refuses ${why.call} by this: ${kind}.`, {
      does: "Let that permit it. A statement that allows it does not help against it.",
    });
  if (because === "scp" && deployment) {
    const policy = culprit ? `${culprit.policy}, statement ${culprit.statement}` : why.detail;
    return broken(`A service control policy denies ${why.call}: ${policy}.`, sparing(deployment));
  }
  return broken(`AWS answered ${why.call} with: ${why.detail}.`, {
    does: "Ask again; if it repeats, make the same call with the AWS CLI.",
  });
}

/** An account as people know it; its name is whatever its owner wrote. */
export function called({ name, id }: AccountName): string {
  return name === id ? id : `${name} (${id})`;
}
