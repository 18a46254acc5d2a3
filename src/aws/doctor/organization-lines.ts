import {
  broken,
  called,
  good,
  type Judgement,
  off,
  refusal,
  trouble,
  waitsFor,
  warning,
} from "./judgement.ts";
import type { Line } from "./line.ts";
import { allowing, delegating, enablingCentralRoot, enablingTrust, homeArn } from "./mends.ts";
import { delegatedServices, type Inside, type RootSessionSeen } from "./seen.ts";
import {
  isHomeManagement,
  isUndelegated,
  subjects,
  withoutOrganization,
  withoutStanding,
} from "./standing.ts";

const IAM = "iam.amazonaws.com";
const KNOWING = { sid: "KnowTheOrganization", role: "home" } as const;

/** What is seen of the organization, and of rootcheck's place in it. */
export const organizationLines: readonly Line<Inside>[] = [
  {
    area: "aws",
    subject: subjects.organization,
    tried: "organizations:DescribeOrganization",
    judge: judgeOrganization,
  },
  {
    area: "aws",
    subject: subjects.delegation,
    tried: "organizations:ListDelegatedAdministrators for IAM and Account Management",
    judge: judgeDelegation,
  },
  {
    area: "aws",
    subject: subjects.trust,
    tried: "organizations:ListAWSServiceAccessForOrganization",
    judge: judgeTrust,
  },
  {
    area: "aws",
    subject: subjects.features,
    tried: "iam:ListOrganizationsFeatures",
    judge: judgeFeatures,
  },
  {
    area: "aws",
    subject: "Root session",
    tried: "sts:AssumeRoot in one member account, and no call with it",
    judge: judgeRootSession,
  },
];

function judgeOrganization(inside: Inside): Judgement {
  const { organization } = inside;
  if (!organization.ok) return refusal(organization, KNOWING, inside);
  if (!organization.value) return off("The account is in none, so rootcheck looks at this one alone.");
  const { id, managementId, hasAllFeatures } = organization.value;
  if (hasAllFeatures) return good(`It is ${id}, with all features; account ${managementId} manages it.`);
  return warning(
    `${id} has consolidated billing alone: no trusted access, no central root access, no service control policies.`,
    {
      does: "With credentials of the management account (every invited account then has to agree):",
      text: "aws organizations enable-all-features",
    },
  );
}

function judgeDelegation(inside: Inside): Judgement {
  const { administrators, organization, own } = inside;
  const without = organization.ok ? withoutOrganization(inside) : waitsFor(subjects.organization);
  if (without) return without;
  if (isHomeManagement(inside))
    return warning(
      "Home is the management account itself. That works, but whoever breaks into rootcheck then stands in it; an account for security tools is better.",
      delegating(delegatedServices, "<security account>"),
    );
  if (isUndelegated(inside))
    return broken(
      `Account ${own.accountId} neither manages the organization nor administers anything for it.`,
      delegating(delegatedServices, own.accountId),
    );
  if (!administrators.ok) return refusal(administrators, KNOWING, inside);
  const missing = delegatedServices.filter((service) => isUndelegated(inside, service));
  if (missing.length === 0)
    return good(`Account ${own.accountId} is one for ${delegatedServices.join(" and ")}.`);
  return broken(
    `Account ${own.accountId} is none for ${missing.join(" and ")}.`,
    delegating(missing, own.accountId),
  );
}

function judgeTrust(inside: Inside): Judgement {
  const { trustedServices } = inside;
  const without = withoutOrganization(inside);
  if (without) return without;
  if (isUndelegated(inside)) return waitsFor(subjects.delegation);
  if (!trustedServices.ok) {
    const { because, why } = trustedServices;
    if (because !== "policy" && because !== "denied") return trouble(trustedServices, inside);
    return off(`Not to be seen from here: ${why.detail}.`, allowing(KNOWING.sid, ["home"], inside));
  }
  const missing = delegatedServices.filter((service) => !trustedServices.value.includes(service));
  if (missing.length === 0) return good(`The organization trusts ${delegatedServices.join(" and ")}.`);
  return broken(`The organization does not trust ${missing.join(" and ")}.`, enablingTrust(missing));
}

function judgeFeatures(inside: Inside): Judgement {
  const { rootFeatures, config } = inside;
  const without = withoutOrganization(inside) ?? withoutStanding(inside, IAM);
  if (without) return without;
  if (!rootFeatures.ok) {
    if (rootFeatures.because === "no-trusted-access")
      return broken("The organization does not trust IAM.", enablingTrust([IAM]));
    return refusal(rootFeatures, KNOWING, inside);
  }
  const isOn = (feature: string) => rootFeatures.value.includes(feature);
  if (!isOn("RootCredentialsManagement"))
    return config.rootSessions === "off"
      ? off(
          "Root credentials are not managed centrally; rootcheck needs it for root sessions.",
          enablingCentralRoot,
        )
      : broken(
          "Root credentials are not managed centrally, so there are no root sessions.",
          enablingCentralRoot,
        );
  if (isOn("RootSessions")) return good("Both features are on.");
  return off("RootSessions is off. rootcheck does not need it: it is for unlocking buckets and queues.");
}

const TURNING_ON = [
  "metric filters: && $.userIdentity.sessionContext.assumedRoot NOT EXISTS",
  'EventBridge, in detail.userIdentity: "sessionContext": { "assumedRoot": [{ "exists": false }] }',
  "ROOTCHECK_ROOT_SESSIONS=fallback",
].join("\n");

function judgeRootSession(inside: Inside): Judgement {
  const { rootSession, config, rootFeatures } = inside;
  if (config.rootSessions === "off")
    return off(
      "ROOTCHECK_ROOT_SESSIONS is off, so none was tried: it is an event of root's in that account.",
      {
        does: "To turn it on, leave such sessions out of your alarms first (docs/install.md#root-sessions):",
        text: TURNING_ON,
      },
    );
  const without = withoutOrganization(inside) ?? withoutStanding(inside, IAM);
  if (without) return without;
  if (!rootSession)
    return inside.accounts.ok
      ? off("There is no active member account to try one on.")
      : waitsFor(subjects.list);
  if (rootFeatures.ok && !rootFeatures.value.includes("RootCredentialsManagement"))
    return waitsFor(subjects.features);
  return judgeOpened(rootSession, inside);
}

function judgeOpened({ account, outcome }: RootSessionSeen, inside: Inside): Judgement {
  if (outcome.ok) return good(`${called(account)} can be looked at so.`);
  const { because } = outcome;
  if (because === "denied" || because === "policy")
    return broken(
      `${homeArn(inside)} may not open one in ${called(account)}.`,
      allowing("LookAtRootAndNothingElse", ["home"], inside),
    );
  if (because === "feature-off")
    return broken("AWS says that root credentials are not managed centrally.", enablingCentralRoot);
  if (because !== "global-endpoint") return trouble(outcome, inside);
  return broken("The endpoint of STS that is asked has no such call; those of Regions have.", {
    does: "Set a Region of the partition, and no AWS_ENDPOINT_URL_STS:",
    text: "AWS_REGION=us-east-1",
  });
}
