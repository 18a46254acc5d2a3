/**
 * What is true of every kind of generated account, written down by hand: for each way of reading, the answer
 * to each check. Nothing here is worked out from the data that accounts are made of, nor by any check.
 *
 * It holds for: `ROOTCHECK_EMAIL_DOMAINS=example.com`, `ROOTCHECK_ROOT_UNUSED_DAYS=90`, the audit within a few
 * hours of the organization's making, and credential reports waited for. The ways are the values of
 * `ROOTCHECK_ROOT_SESSIONS`. Where centralized root credentials management is off, no root session opens and
 * every way is told as `off`, with root-credentials-removed not applicable; the reason of an unknown may then
 * be `feature-off` as well.
 */

/** The ways in which an account may be read. */
export const WAYS_OF_READING = ["off", "fallback", "first"] as const;
/** One of them. */
export type WayOfReading = (typeof WAYS_OF_READING)[number];

/** The checks that are read inside the account, in the order of the columns. */
const ROOT_CHECKS = [
  "root-access-key",
  "root-mfa",
  "root-mfa-hardware",
  "root-mfa-backup",
  "root-unused",
  "root-signing-certificate",
  "root-credentials-removed",
  "admin-principal",
] as const;
const PROFILE_CHECKS = ["root-email", "security-contact", "primary-contact", "account-state"] as const;

/** An answer: `pass`, `not_applicable`, `fail` with its severity, or `unknown` with the code of its reason. */
export type TrueVerdict = "pass" | "not_applicable" | `fail ${string}` | `unknown ${string}`;

/** The answer to every check, by the check's id. */
export type TrueVerdicts = Readonly<Record<string, TrueVerdict>>;

// A dash is not applicable, a severity a failure, a question mark an unknown with its reason. `denied` is short
// for access-denied, `scp` for denied-by-scp, `missing` for missing-in-answer.
const ROOT_TRUTHS = `
                                        key      mfa      hardware backup   unused   certific removed    admin
no-credentials                any       pass     -        -        -        -        pass     pass       pass
device-without-password       any       pass     -        -        -        -        pass     pass       pass
one-virtual-device            off       pass     pass     medium   ?missing pass     pass     medium     pass
one-virtual-device            fallback  pass     pass     medium   medium   pass     pass     medium     pass
one-virtual-device            first     pass     pass     medium   medium   pass     pass     medium     pass
one-security-key              off       pass     pass     pass     ?missing pass     pass     medium     pass
one-security-key              fallback  pass     pass     pass     medium   pass     pass     medium     pass
one-security-key              first     pass     pass     pass     medium   pass     pass     medium     pass
one-hardware-token            off       pass     pass     pass     ?missing pass     pass     medium     pass
one-hardware-token            fallback  pass     pass     pass     medium   pass     pass     medium     pass
one-hardware-token            first     pass     pass     pass     medium   pass     pass     medium     pass
two-security-keys             off       pass     pass     pass     ?missing pass     pass     medium     pass
two-security-keys             fallback  pass     pass     pass     pass     pass     pass     medium     pass
two-security-keys             first     pass     pass     pass     pass     pass     pass     medium     pass
mixed-devices                 off       pass     pass     medium   ?missing pass     pass     medium     pass
mixed-devices                 fallback  pass     pass     medium   pass     pass     pass     medium     pass
mixed-devices                 first     pass     pass     medium   pass     pass     pass     medium     pass
two-virtual-devices           any       pass     pass     medium   pass     pass     pass     medium     pass
password-without-mfa          any       pass     critical medium   medium   pass     pass     medium     pass
active-key                    any       critical -        -        -        pass     pass     medium     pass
inactive-key                  any       high     -        -        -        pass     pass     medium     pass
two-keys                      any       critical -        -        -        medium   pass     medium     pass
signing-certificate           any       pass     -        -        -        -        high     medium     pass
never-used                    off       pass     pass     pass     ?missing pass     pass     medium     pass
never-used                    fallback  pass     pass     pass     pass     pass     pass     medium     pass
never-used                    first     pass     pass     pass     pass     pass     pass     medium     pass
used-yesterday-by-key         any       critical -        -        -        critical pass     medium     pass
used-last-week                off       pass     pass     pass     ?missing medium   pass     medium     pass
used-last-week                fallback  pass     pass     pass     pass     medium   pass     medium     pass
used-last-week                first     pass     pass     pass     pass     medium   pass     medium     pass
everything-wrong              any       critical critical medium   medium   critical high     medium     medium
suspended                     any       -        -        -        -        -        -        -          -
pending-closure               any       -        -        -        -        -        -        -          -
closed                        any       -        -        -        -        -        -        -          -
pending-activation            any       -        -        -        -        -        -        -          -
root-session-denied           any       pass     pass     medium   ?missing pass     pass     medium     pass
root-session-denied-no-role   off       ?denied  ?denied  ?denied  ?denied  ?denied  ?denied  ?denied    ?denied
root-session-denied-no-role   fallback  ?scp     ?scp     ?scp     ?scp     ?scp     ?scp     ?scp       ?denied
root-session-denied-no-role   first     ?scp     ?scp     ?scp     ?scp     ?scp     ?scp     ?scp       ?denied
root-session-exempted-no-role off       ?denied  ?denied  ?denied  ?denied  ?denied  ?denied  ?denied    ?denied
root-session-exempted-no-role fallback  pass     pass     pass     medium   pass     pass     medium     ?denied
root-session-exempted-no-role first     pass     pass     pass     medium   pass     pass     medium     ?denied
no-role                       off       ?denied  ?denied  ?denied  ?denied  ?denied  ?denied  ?denied    ?denied
no-role                       fallback  pass     pass     medium   medium   pass     pass     medium     ?denied
no-role                       first     pass     pass     medium   medium   pass     pass     medium     ?denied
role-allows-nothing           off       ?denied  ?denied  ?denied  ?denied  ?denied  ?denied  ?denied    ?denied
role-allows-nothing           fallback  pass     pass     medium   medium   pass     pass     medium     ?denied
role-allows-nothing           first     pass     pass     medium   medium   pass     pass     medium     ?denied
role-without-report           off       pass     pass     medium   ?missing ?denied  pass     medium     pass
role-without-report           fallback  pass     pass     medium   medium   pass     pass     medium     pass
role-without-report           first     pass     pass     medium   medium   pass     pass     medium     pass
role-without-device-list      off       pass     pass     ?denied  ?denied  pass     pass     medium     pass
role-without-device-list      fallback  pass     pass     medium   medium   pass     pass     medium     pass
role-without-device-list      first     pass     pass     medium   medium   pass     pass     medium     pass
role-denied-by-scp            any       ?scp     ?scp     ?scp     ?scp     ?scp     ?scp     ?scp       ?scp
management-guarded            any       pass     pass     pass     ?missing pass     pass     -          pass
management-neglected          any       pass     pass     high     ?missing high     pass     -          pass
home                          any       pass     -        -        -        -        pass     pass       pass
`;

const PROFILE_TRUTHS = `
                                        email    security primary  state
complete                      any       pass     pass     pass     pass
no-security-contact           any       pass     medium   pass     pass
no-company                    any       pass     pass     low      pass
no-phone                      any       pass     pass     low      pass
personal-mailbox              any       medium   pass     pass     pass
foreign-domain                any       medium   pass     pass     pass
nothing-kept                  any       medium   medium   low      pass
hostile-name                  any       pass     pass     pass     pass
management-personal-mailbox   any       high     pass     pass     pass
not-active                    any       -        -        -        -
`;

const REASONS: Readonly<Record<string, string>> = {
  denied: "access-denied",
  scp: "denied-by-scp",
  missing: "missing-in-answer",
};

/** What is true of an account, whichever way it is read. */
export type Truth = Readonly<Record<WayOfReading, TrueVerdicts>>;

/** Makes the look-up of what is true of an archetype with a profile; it throws for names without a row. */
export function createTruths(centralCredentialsManagement: boolean) {
  const rows = new Map([...rowsOf(ROOT_TRUTHS, ROOT_CHECKS), ...rowsOf(PROFILE_TRUTHS, PROFILE_CHECKS)]);
  const known = new Map<string, Truth>();
  const row = (name: string, way: WayOfReading): TrueVerdicts => {
    const found = rows.get(`${name} ${way}`);
    if (found) return found;
    throw new Error(`No row tells what is true of ${name}, read with root sessions ${way}; write one.`);
  };
  const verdicts = (archetype: string, profile: string, way: WayOfReading): TrueVerdicts => {
    const read = { ...row(archetype, way), ...row(profile, way) };
    return centralCredentialsManagement ? read : { ...read, "root-credentials-removed": "not_applicable" };
  };
  return (archetype: string, profile: string): Truth => {
    const name = `${archetype} ${profile}`;
    const otherWay = (way: WayOfReading) => (centralCredentialsManagement ? way : "off");
    const truth = known.get(name) ?? {
      off: verdicts(archetype, profile, "off"),
      fallback: verdicts(archetype, profile, otherWay("fallback")),
      first: verdicts(archetype, profile, otherWay("first")),
    };
    known.set(name, truth);
    return truth;
  };
}

function* rowsOf(table: string, checks: readonly string[]): Generator<[string, TrueVerdicts]> {
  for (const line of table.trim().split("\n").slice(1)) {
    const [name, given, ...cells] = line.split(/ +/);
    const verdicts = Object.fromEntries(checks.map((check, column) => [check, verdictOf(cells[column])]));
    for (const way of WAYS_OF_READING)
      if (given === "any" || given === way) yield [`${name} ${way}`, verdicts];
  }
}

function verdictOf(cell: string | undefined): TrueVerdict {
  if (cell === "pass") return "pass";
  if (cell === "-") return "not_applicable";
  if (cell?.startsWith("?")) return `unknown ${REASONS[cell.slice(1)] ?? cell}`;
  return `fail ${cell ?? "without a severity"}`;
}
