import {
  type EventBus,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import { statementsOf } from "../domain/policies/statement.ts";
import { matchesWildcards } from "../domain/policies/wildcards.ts";
import type { RootActivityAlert } from "../domain/root-activity.ts";
import { bestOf, type Lookout, type Outlook, outlookOn } from "./alert-outlook.ts";
import { type AlertPattern, judgePattern } from "./alert-pattern.ts";
import { matchesEvent } from "./event-pattern.ts";
import { pagesOf } from "./pages.ts";
import { eventOf, rootSignIn, type Scene } from "./root-events.ts";

/** Stands for any other account of the organization. */
const ANOTHER_ACCOUNT = "012345678901";
const NO_TARGET = "the rule has no target";

/** The EventBridge rules, on every bus, that would notice root or are meant to. Rejects as the SDK does. */
export async function readEventRules(lookout: Lookout): Promise<readonly RootActivityAlert[]> {
  const found: RootActivityAlert[] = [];
  for (const bus of await listBuses(lookout))
    for (const rule of await listRules(bus, lookout)) {
      const alert = await judgeRule(rule, bus, lookout);
      if (alert) found.push(alert);
    }
  return found;
}

async function listBuses({ monitoring, call }: Lookout): Promise<readonly EventBus[]> {
  const ask = (token: string | undefined) =>
    call("events:ListEventBuses", () => monitoring.events.send(new ListEventBusesCommand(next(token))));
  const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
  return pages.flatMap(({ EventBuses = [] }) => EventBuses);
}

async function listRules({ Name }: EventBus, { monitoring, call }: Lookout): Promise<readonly Rule[]> {
  const bus = Name && { EventBusName: Name };
  const ask = (token: string | undefined) =>
    call("events:ListRules", () => monitoring.events.send(new ListRulesCommand({ ...bus, ...next(token) })));
  const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
  return pages.flatMap(({ Rules = [] }) => Rules);
}

/** Undefined where it is about something else; a rule without a pattern follows a schedule. */
async function judgeRule(
  { Name: name = "", EventPattern, State }: Rule,
  bus: EventBus,
  lookout: Lookout,
): Promise<RootActivityAlert | undefined> {
  const { scene } = lookout;
  const judgement = EventPattern && judgePattern(patternIn(EventPattern, scene), scene);
  if (!judgement) return undefined;
  const { flaw = State === "DISABLED" ? "the rule is disabled" : undefined, noticesRootSessions } = judgement;
  const { account, region } = scene;
  const watchesAll = watchesOrganization(EventPattern, bus, lookout);
  const outlooks = flaw ? [{ flaw }] : await outlooksOnTargets({ name, bus }, lookout);
  return {
    kind: "event rule",
    ...{ account, region, name, noticesRootSessions },
    ...(watchesAll
      ? { watches: "organization", ...fateOf(bestOf(outlooks, NO_TARGET)) }
      : ofOwnAccount(outlooks, lookout)),
  };
}

type Fate = Pick<RootActivityAlert, "watches" | "flaw" | "doubt">;

/** What one account's rule passes on may arrive where every account's does, and be noticed there. */
function ofOwnAccount(outlooks: readonly Outlook[], { organizationId }: Lookout): Fate {
  const passedOn = organizationId && outlooks.find(({ isPassedOn }) => isPassedOn);
  if (passedOn) return { watches: "organization", ...fateOf(passedOn) };
  return { watches: "own account", ...fateOf(bestOf(outlooks, NO_TARGET)) };
}

function fateOf({ flaw, doubt }: Outlook): Omit<Fate, "watches"> {
  return { ...(flaw && { flaw }), ...(doubt && { doubt }) };
}

function patternIn(text: string, scene: Scene): AlertPattern {
  return { text, matches: (record) => matchesEvent(text, eventOf(record, scene)) };
}

async function outlooksOnTargets(
  { name, bus }: { readonly name: string; readonly bus: EventBus },
  lookout: Lookout,
): Promise<readonly Outlook[]> {
  const { monitoring, call } = lookout;
  const rule = { Rule: name, ...(bus.Name && { EventBusName: bus.Name }) };
  const answer = await call("events:ListTargetsByRule", () =>
    monitoring.events.send(new ListTargetsByRuleCommand(rule)),
  );
  const arns = (answer.Targets ?? []).flatMap(({ Arn }) => (Arn ? [Arn] : []));
  return Promise.all(arns.map((arn) => outlookOn(arn, lookout)));
}

/** Events of other accounts arrive where the bus's policy lets the whole organization put them. */
function watchesOrganization(pattern: string, { Policy }: EventBus, lookout: Lookout): boolean {
  const { scene, organizationId } = lookout;
  const elsewhere: Scene = { ...scene, account: ANOTHER_ACCOUNT };
  if (matchesEvent(pattern, eventOf(rootSignIn(elsewhere), elsewhere)) !== "yes") return false;
  if (!Policy || !organizationId) return false;
  return statementsOf(Policy).some(
    ({ statement: { Effect, Action = [], Condition = {} } }) =>
      Effect === "Allow" &&
      Action.some((action) => matchesWildcards(action.toLowerCase(), "events:putevents")) &&
      Object.entries(Condition).some(([operator, keys]) =>
        Object.entries(keys).some(
          ([key, values]) =>
            /^String(Equals|Like)/.test(operator) &&
            key.toLowerCase() === "aws:principalorgid" &&
            values.includes(organizationId),
        ),
      ),
  );
}

function next(token: string | undefined) {
  return token ? { NextToken: token } : {};
}
