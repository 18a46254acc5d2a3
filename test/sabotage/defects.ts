/** A mistake to be planted into a copy of the project; the tests named must notice it. */
export interface Defect {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
  readonly tests: readonly [string, ...string[]];
}

/** Mistakes that tools of this kind have made, and those that would hurt people most here. */
export const defects: readonly Defect[] = [
  {
    name: "N/A taken as a date",
    file: "src/aws/root-row.ts",
    find: 'return text === "no_information" || text === "N/A" ? "never" : dateOf(text);',
    put: 'return text === "no_information" ? "never" : text ? new Date(text) : undefined;',
    tests: ["test/aws/root-row.test.ts"],
  },
  {
    name: "only Status read",
    file: "src/aws/account.ts",
    find: "account.State ?? account.Status",
    put: "account.Status",
    tests: ["test/aws/organization.test.ts"],
  },
  {
    name: "denied read as a failure",
    file: "src/checks/check.ts",
    find: 'return { status: "unknown", summary, reason, evidence };',
    put: 'return { status: "fail", severity: "high", headline: reason.text, summary, evidence };',
    tests: ["test/checks/root-mfa.test.ts"],
  },
  {
    name: "unknown shown as a pass",
    file: "src/checks/root-unused.ts",
    find: "if (unread) return unknownBecause(unread, evidence);",
    put: "",
    tests: ["test/checks/root-unused.test.ts"],
  },
  {
    name: "NotAction of a policy ignored",
    file: "src/aws/deny-statement.ts",
    find: "return Action ? isAmong(Action) : NotAction !== undefined && !isAmong(NotAction);",
    put: "return Action !== undefined && isAmong(Action);",
    tests: ["test/aws/deny-statement.test.ts"],
  },
  {
    name: "the user groot taken for root",
    file: "src/aws/mfa-devices.ts",
    find: "User?.Arn === rootArn",
    put: 'User?.Arn?.includes("root")',
    tests: ["test/aws/root-user-by-role.test.ts"],
  },
  {
    name: "only the password's use counted",
    file: "src/checks/root-unused.ts",
    find: "const ways = [usesByPassword(facts), usesByKey(facts)];",
    put: "const ways = [usesByPassword(facts)];",
    tests: ["test/checks/root-unused.test.ts"],
  },
  {
    name: "an inactive key passes",
    file: "src/checks/root-access-key.ts",
    find: 'const active = accessKeys.value.filter((key) => key.status === "active").length;',
    put: `const active = accessKeys.value.filter((key) => key.status === "active").length;
  if (active === 0) return { status: "pass", summary: ["none active"], evidence: summaryEvidence };`,
    tests: ["test/checks/root-access-key.test.ts"],
  },
  {
    name: "not_supported taken as a password",
    file: "src/aws/report-rows.ts",
    find: 'return word === "true" ? true : word === "false" ? false : undefined;',
    put: 'return word === undefined ? undefined : word !== "false";',
    tests: ["test/aws/root-row.test.ts"],
  },
  {
    name: "a virtual device with a name of its own taken for hardware",
    file: "src/aws/mfa-devices.ts",
    find: 'if (resource === "mfa") return "virtual";',
    put: 'if (serial.endsWith(":mfa/root-account-mfa-device")) return "virtual";',
    tests: ["test/aws/mfa-devices.test.ts"],
  },
  {
    name: "an empty page taken for the last",
    file: "src/aws/organization.ts",
    find: "of pagesOf(ask, ({ NextToken }) => NextToken)) {",
    put: "of pagesOf(ask, (page) => (page.Accounts?.length ? page.NextToken : undefined))) {",
    tests: ["test/aws/organization.test.ts"],
  },
  {
    name: "the partition aws written down",
    file: "src/aws/sessions.ts",
    find: "account.partition}:iam::$",
    put: '"aws"}:iam::$',
    tests: ["test/aws/sessions.test.ts"],
  },
  {
    name: "suspended accounts counted in coverage",
    file: "src/store/coverage.ts",
    find: "inScope: Math.max(accountsInScope ?? 0, done) - notActive,",
    put: "inScope: Math.max(accountsInScope ?? 0, done),",
    tests: ["test/audit/standing.test.ts"],
  },
  {
    name: "a throttled account dropped",
    file: "src/audit/read-scope.ts",
    find: "await save(results, {",
    put: `if (unreadBecause(results)?.code === "throttled") return undefined;
  await save(results, {`,
    tests: ["test/audit/read-scope.test.ts"],
  },
  {
    name: "a post repeated whose outcome is unknown",
    file: "src/slack/post-outcome.ts",
    find: 'return { state: isUnreached(error) ? "not-sent" : "uncertain", detail };',
    put: 'return { state: "not-sent", detail };',
    tests: ["test/slack/post-files.test.ts", "test/slack/messenger.test.ts"],
  },
  {
    name: "a second audit of one scope started",
    file: "src/store/audits.ts",
    find: "[scope, scopeKey(scope), requestedBy, at],",
    put: "[scope, scopeKey(scope) + Math.random(), requestedBy, at],",
    tests: ["test/store/audits.test.ts"],
  },
  {
    name: "the lease not checked on writing",
    file: "src/store/account-reads.ts",
    find: "from audits where id = $1 and lease_owner = $2 and state = 'running' for share",
    put: "from audits where id = $1 and $2::text is not null for share",
    tests: ["test/store/audit-leases.test.ts"],
  },
  {
    name: "an account's name put into markup as it is",
    file: "src/slack/text.ts",
    find: 'return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");',
    put: "return text;",
    tests: ["test/slack/views/organization-result.test.ts", "test/slack/views/account.test.ts"],
  },
  {
    name: "a key id unmasked in the files",
    file: "src/audit/result-rows.ts",
    find: "return maskAccessKeyId(part.accessKeyId);",
    put: "return part.accessKeyId;",
    tests: ["test/audit/result-rows.test.ts"],
  },
  {
    name: "a result posted to a channel shared with another company",
    file: "src/slack/places.ts",
    find: "if (channel.is_ext_shared || channel.is_pending_ext_shared)",
    put: "if (channel.is_pending_ext_shared)",
    tests: ["test/flows/audit.test.ts"],
  },
  {
    name: "a log entry's details left out of its seal",
    file: "src/domain/log-chain.ts",
    find: "subject, place, details];",
    put: "subject, place];",
    tests: ["test/domain/chain-check.test.ts"],
  },
  {
    name: "the end of the audit log not locked",
    file: "src/store/audit-log.ts",
    find: "from audit_log_head for update",
    put: "from audit_log_head",
    tests: ["test/store/audit-log.test.ts"],
  },
  {
    name: "a digest posted again after a crash",
    file: "src/digests/settle.ts",
    find: "return `digest ",
    put: "return Math.random() + `digest ",
    tests: ["test/digests/kills.test.ts"],
  },
  {
    name: "what a digest could not say remembered as said",
    file: "src/digests/settle.ts",
    find: "await forget(tx, held);",
    put: "await forgetOthers(tx, held);",
    tests: ["test/digests/trouble.test.ts"],
  },
  {
    name: "a webhook that fails believed to have the alert",
    file: "src/watches/webhook.ts",
    find: "if (!answer.ok) return",
    put: "if (answer.status === 404) return",
    tests: ["test/watches/webhook.test.ts", "test/watches/deliver.test.ts"],
  },
  {
    name: "the baseline alerted of before its clock is started",
    file: "src/store/alert-causes.ts",
    find: " and (opening.what->>'isClockRunning')::boolean",
    put: "",
    tests: ["test/watches/raise.test.ts"],
  },
  {
    name: "answers sent wherever a delivery wants them",
    file: "src/slack/response-url.ts",
    find: 'if (typeof input !== "string" || !takesAnswers(apiUrl, input)) throw new ResponseUrlError();',
    put: "",
    tests: ["test/slack/response-url.test.ts"],
  },
  {
    name: "an empty answer taken for empty lists",
    file: "src/aws/whole-answers.ts",
    find: "      throw new EmptyAnswerError();",
    put: "      return answer;",
    tests: ["test/aws/faults.test.ts"],
  },
  {
    name: "root sessions opened with whatever task",
    file: "src/aws/statements.ts",
    find: '    conditions: ({ partition }) => ({ StringEquals: { "sts:TaskPolicyArn": auditTaskArn(partition) } }),',
    put: "",
    tests: ["test/deploy/files.test.ts"],
  },
];
