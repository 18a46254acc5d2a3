import {
  type EventBus,
  ListEventBuses$,
  type ListEventBusesRequest,
  type ListEventBusesResponse,
  ListRules$,
  type ListRulesRequest,
  type ListRulesResponse,
  ListTargetsByRule$,
  type ListTargetsByRuleRequest,
  type ListTargetsByRuleResponse,
  ResourceNotFoundException$,
} from "@aws-sdk/client-eventbridge";
import { anyResource, type Call, operation } from "../operation.ts";
import { pageOf } from "../organizations/page.ts";
import { modelled } from "../wire/refusal.ts";

/** Lists the buses of the Region, the default one among them. */
export const listEventBuses = operation<ListEventBusesRequest, ListEventBusesResponse>({
  schema: ListEventBuses$,
  resource: anyResource,
  answer(call) {
    const { entries: EventBuses, ...page } = pageOf(busesIn(call), call.input, call.switches);
    return { EventBuses, ...page };
  },
});

/** Lists the rules of one bus. */
export const listRules = operation<ListRulesRequest, ListRulesResponse>({
  schema: ListRules$,
  resource: anyResource,
  answer(call) {
    const bus = busNamed(call, call.input.EventBusName);
    const { entries, ...page } = pageOf(rulesOn(call, bus), call.input, call.switches);
    const Rules = entries.map(({ name, pattern, state }) => ({
      Name: name,
      Arn: arnIn(call, `rule/${bus === "default" ? "" : `${bus}/`}${name}`),
      EventPattern: pattern,
      ScheduleExpression: pattern === undefined ? "rate(1 day)" : undefined,
      State: state,
      EventBusName: bus,
    }));
    return { Rules, ...page };
  },
});

/** Lists what a rule sets off. */
export const listTargetsByRule = operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse>({
  schema: ListTargetsByRule$,
  resource: anyResource,
  answer(call) {
    const bus = busNamed(call, call.input.EventBusName);
    const rule = rulesOn(call, bus).find(({ name }) => name === call.input.Rule);
    if (!rule)
      throw modelled(
        ResourceNotFoundException$,
        `Rule ${call.input.Rule} does not exist on EventBus ${bus}.`,
      );
    return { Targets: rule.targets.map((Arn, index) => ({ Id: `target${index + 1}`, Arn })) };
  },
});

function busesIn(call: Call): EventBus[] {
  const named = call.account.monitoring.eventBuses.filter(({ region }) => region === call.region);
  const all = named.some(({ name }) => name === "default")
    ? named
    : [{ name: "default", policy: undefined }, ...named];
  return all.map(({ name, policy }) => ({
    Name: name,
    Arn: arnIn(call, `event-bus/${name}`),
    Policy: policy,
  }));
}

function busNamed(call: Call, asked = "default"): string {
  if (busesIn(call).some(({ Name }) => Name === asked)) return asked;
  throw modelled(ResourceNotFoundException$, `Event bus ${asked} does not exist.`);
}

function rulesOn({ account, region }: Call, name: string) {
  return account.monitoring.eventRules.filter(({ bus, ...rule }) => bus === name && rule.region === region);
}

function arnIn({ organization, region, account }: Call, resource: string): string {
  return `arn:${organization.partition}:events:${region}:${account.id}:${resource}`;
}
