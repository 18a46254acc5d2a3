import { broken, good, type Judgement, off, trouble, waitsFor, warning } from "./judgement.ts";
import type { Line } from "./line.ts";
import { trusting } from "./mends.ts";
import { isRoot } from "./own-identity.ts";
import type { Seen } from "./seen.ts";
import type { Refused } from "./trying.ts";

export const CREDENTIALS = "Credentials";
export const HOME_ROLE = "Home role";

/** What is seen before rootcheck acts as itself. */
export const ownLines: readonly Line<Seen>[] = [
  {
    area: "aws",
    subject: CREDENTIALS,
    tried: "sts:GetCallerIdentity with the credentials that the AWS SDK finds",
    judge: judgeCredentials,
  },
  { area: "aws", subject: "Region", tried: "AWS_REGION and the profile", judge: judgeRegion },
  {
    area: "aws",
    subject: HOME_ROLE,
    tried: "sts:AssumeRole of ROOTCHECK_HOME_ROLE",
    judge: judgeHomeRole,
  },
  { area: "aws", subject: "AWS clock", tried: "this machine's time against AWS's", judge: judgeClock },
];

function judgeCredentials({ identity }: Seen): Judgement {
  if (!identity.ok) return judgeNoCredentials(identity);
  const { arn, accountId, partition } = identity.value;
  const where = `account ${accountId}, partition ${partition}`;
  if (isRoot(arn))
    return broken(`They are keys of the root user itself (${where}), and nothing was done with them.`, {
      does: "Take them away from rootcheck, sign in as root and delete them under “Security credentials”. Then let rootcheck run with a role.",
    });
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (user)
    return warning(`They are the user ${user}'s (${where}), whose keys live until somebody deletes them.`, {
      does: "Let rootcheck run where it is given a role (an instance, task or pod; elsewhere IAM Roles Anywhere), then delete the user's keys:",
      text: `aws iam delete-access-key --user-name ${user} --access-key-id <id>`,
    });
  return good(`They are ${arn}'s (${where}).`);
}

const CREDENTIAL_TROUBLES: Partial<Record<Refused["because"], readonly [found: string, does: string]>> = {
  "no-credentials": [
    "The AWS SDK finds none",
    "Let rootcheck run where it is given a role (an instance, task or pod), or name a profile in .env (AWS_PROFILE). Then this has to answer:",
  ],
  expired: [
    "They have expired",
    "Get new ones (aws sso login), or let rootcheck run with a role, whose credentials renew themselves. Then this has to answer:",
  ],
  denied: [
    "AWS does not know them",
    "See that key and secret belong together and are active, and that AWS_REGION is of their partition. Then this has to answer:",
  ],
};

function judgeNoCredentials(refused: Refused): Judgement {
  const known = CREDENTIAL_TROUBLES[refused.because];
  if (!known) return trouble(refused);
  const [found, does] = known;
  return broken(`${found}: ${refused.why.detail}.`, { does, text: "aws sts get-caller-identity" });
}

function judgeRegion({ region, usedRegion }: Seen): Judgement {
  if (region === usedRegion) return good(`It is ${region}.`);
  const set = { does: "To choose one:", text: `AWS_REGION=${usedRegion}` };
  const given = region ? `${region} is no Region that root sessions can be asked for in` : "None is set";
  return off(`${given}, so AWS is asked in ${usedRegion}.`, set);
}

function judgeHomeRole({ config, identity, homeRole }: Seen): Judgement {
  if (!identity.ok || isRoot(identity.value.arn)) return waitsFor(CREDENTIALS);
  const own = identity.value;
  if (!config.homeRole)
    return warning(
      "None is set, so rootcheck acts by the credentials as they are. Root sessions and what is asked of the organization then stand in CloudTrail without the audit that they were for.",
      {
        does: "Make the role as step 2 of README.md does, and set",
        text: `ROOTCHECK_HOME_ROLE=arn:${own.partition}:iam::${own.accountId}:role/rootcheck`,
      },
    );
  if (!homeRole) return waitsFor(CREDENTIALS);
  if (homeRole.ok) return good(`${homeRole.value.arn} is what rootcheck acts as.`);
  const { because } = homeRole;
  if (because !== "denied" && because !== "policy") return trouble(homeRole, { config, own });
  const allowed = { Effect: "Allow", Action: "sts:AssumeRole", Resource: config.homeRole };
  const externalId = config.externalId ? ", it wants another sts:ExternalId than ROOTCHECK_EXTERNAL_ID" : "";
  return broken(
    `${own.arn} may not take on ${config.homeRole}: there is no such role, its trust policy does not name that account${externalId}, or no policy allows the call.`,
    {
      does: `Correct ROOTCHECK_HOME_ROLE; or let the role trust account ${own.accountId}, and give whom rootcheck runs as the statement below:`,
      text: `${trusting("home", { config, own })}\n${JSON.stringify(allowed)}`,
    },
  );
}

const WORTH_A_WARNING_SECONDS = 60;
/** AWS refuses what was signed so much earlier or later. */
const REFUSED_SECONDS = 300;

/** How much the two times may differ. */
export function judgeClock({ aheadMilliseconds }: Pick<Seen, "aheadMilliseconds">): Judgement {
  if (aheadMilliseconds === undefined) return off("AWS has told no time.");
  const seconds = Math.round(Math.abs(aheadMilliseconds) / 1000);
  const found = `It is ${seconds} s ${aheadMilliseconds > 0 ? "behind" : "ahead"}`;
  const mend = { does: "Let the machine keep time:", text: "sudo timedatectl set-ntp true" };
  if (seconds >= REFUSED_SECONDS)
    return broken(`${found}; from ${REFUSED_SECONDS} s on AWS and Slack refuse what was signed.`, mend);
  if (seconds >= WORTH_A_WARNING_SECONDS)
    return warning(`${found}; at ${REFUSED_SECONDS} s AWS and Slack refuse what was signed.`, mend);
  return good(seconds < 2 ? "AWS and this machine agree." : `${found}, which does no harm.`);
}
