/**
 * What is true of each account of the playground's company, read by member role and else by root session, with
 * `ROOTCHECK_EMAIL_DOMAINS=example.com`: written by hand from the stories, worked out from nothing.
 */

/** The checks, in the order of the columns. */
const CHECKS = [
  "root-access-key",
  "root-mfa",
  "root-mfa-hardware",
  "root-mfa-backup",
  "root-unused",
  "root-signing-certificate",
  "root-credentials-removed",
  "root-email",
  "security-contact",
  "primary-contact",
  "admin-principal",
  "account-state",
] as const;

// A dash is not applicable, a severity a failure, a question mark an unknown with its reason.
const TABLE = `
brightharbor-management   pass     pass     pass   ?missing pass     pass -      pass   pass   pass               pass    pass
security-tooling          pass     -        -      -        -        pass pass   pass   pass   pass               pass    pass
log-archive               pass     pass     pass   pass     pass     pass medium pass   pass   pass               pass    pass
backup-vault              pass     pass     pass   medium   pass     pass medium pass   pass   pass               pass    pass
incident-2231             ?scp     ?scp     ?scp   ?scp     ?scp     ?scp ?scp   pass   pass   pass               ?scp    pass
prod-payments             critical pass     medium medium   medium   pass medium pass   pass   pass               pass    pass
prod-checkout             critical -        -      -        pass     pass medium pass   pass   pass               pass    pass
prod-web                  pass     -        -      -        -        pass pass   pass   pass   pass               pass    pass
prod-search               critical -        -      -        critical pass medium pass   pass   pass               pass    pass
prod-data                 pass     pass     medium medium   medium   pass medium pass   pass   pass               pass    pass
prod-ledger               ?scp     ?scp     ?scp   ?scp     ?scp     ?scp ?scp   pass   pass   pass               pass    pass
prod-risk                 pass     pass     pass   ?missing pass     pass medium pass   pass   pass               pass    pass
prod-reporting            pass     pass     pass   pass     pass     pass medium pass   pass   pass               ?denied pass
finance-erp               pass     pass     pass   medium   pass     pass medium pass   pass   pass               ?denied pass
finance-treasury          critical -        -      -        pass     pass medium pass   pass   pass               pass    pass
build-pipeline            high     -        -      -        pass     pass medium pass   pass   pass               pass    pass
legacy-mail               pass     -        -      -        -        high medium pass   pass   low                medium  pass
platform-network          pass     pass     medium pass     pass     pass medium pass   pass   pass               pass    pass
platform-dns              pass     pass     medium pass     pass     pass medium pass   pass   pass               pass    pass
ci-runners                pass     pass     pass   medium   pass     pass medium pass   pass   pass               pass    pass
staging                   pass     -        -      -        -        pass pass   pass   pass   pass               pass    pass
sandbox-research          pass     critical medium medium   medium   pass medium pass   pass   pass               pass    pass
interns-playroom          pass     -        -      -        -        pass pass   medium medium low                pass    pass
hostile                   pass     -        -      -        -        pass pass   pass   pass   pass               pass    pass
long                      pass     -        -      -        -        pass pass   pass   pass   pass               pass    pass
closed-experiment         -        -        -      -        -        -    -      -      -      -                  -       -
old-website               -        -        -      -        -        -    -      -      -      -                  -       -
branch-lisbon             -        -        -      -        -        -    -      -      -      -                  -       -
tidewater-crm             pass     critical medium medium   medium   pass medium medium medium pass               pass    pass
tidewater-shop            critical critical medium medium   critical high medium medium medium low                ?denied pass
tidewater-warehouse       -        -        -      -        -        -    -      -      -      -                  -       -
`;

/** What is true of the organization itself, audited from its delegated administrator. */
export const ORGANIZATION_TRUTH: Readonly<Record<string, string>> = {
  "org-root-credentials-management": "pass",
  "org-root-sessions": "pass",
  "org-iam-delegated-admin": "pass",
  // Most units are under no such policy, and the one on Prod/Regulated stops root sessions as well.
  "org-root-deny-scp": "fail medium",
  // The alarm's only subscriber has not confirmed, and the rule watches one account.
  "root-activity-alert": "fail high",
  // Two of twenty-seven are more than two of a hundred.
  coverage: "fail high",
};

/** Names that would not fit into the table. */
export const NAMES = {
  hostile: '<!channel> & "x" *y* `z`',
  long: "🚢 harbor \u202Etset\u202C – the very long account of team Ö",
} as const;

const REASONS: Readonly<Record<string, string>> = {
  denied: "access-denied",
  scp: "denied-by-scp",
  missing: "missing-in-answer",
};

/** The answer to each check as verdictOf() words it, by the account's name and the check's id. */
export const TRUTH: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  TABLE.trim()
    .split("\n")
    .map((line) => {
      const [name = "", ...cells] = line.split(/ +/);
      const verdicts = CHECKS.map((check, column) => [check, inFull(cells[column] ?? "")] as const);
      return [inTable(name), Object.fromEntries(verdicts)] as const;
    }),
);

function inTable(name: string): string {
  return name === "hostile" || name === "long" ? NAMES[name] : name;
}

function inFull(cell: string): string {
  if (cell === "-") return "not_applicable";
  if (cell.startsWith("?")) return `unknown ${REASONS[cell.slice(1)]}`;
  return cell === "pass" ? cell : `fail ${cell}`;
}
