import { coverageCheck } from "../../checks/coverage.ts";
import { organizationChecks } from "../../checks/organization/index.ts";
import type { Baseline, BaselineGroup } from "../../domain/findings-shown.ts";
import { severities } from "../../domain/result.ts";
import {
  type Block,
  bold,
  bullets,
  button,
  controls,
  emoji,
  type Message,
  paragraph,
  person,
  type Span,
} from "../blocks.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { listPlaceText } from "../list-place.ts";
import { dateSpan } from "../time-words.ts";
import { CAUSES } from "./causes.ts";
import { notice } from "./notice.ts";
import { checkOf, SEVERITY_SIGNS } from "./results.ts";

const MOST_CAUSES = 6;

/** What years have left behind, by cause, with the button that starts the clock; nothing once it runs. */
export function baselineBlocks(baseline: Baseline | undefined): Block[] {
  if (!baseline || baseline.started || baseline.findings === 0) return [];
  const { groups, findings } = baseline;
  const sorted = groups.toSorted(bySeverityAndCount);
  const more = sorted.slice(MOST_CAUSES).reduce((sum, group) => sum + group.findings, 0);
  return [
    paragraph(
      bold(`${counted(findings, "finding")} from the first audit, by cause`),
      ". Nobody is reminded of them until somebody has looked through them and started the clock.",
    ),
    bullets([
      ...sorted.slice(0, MOST_CAUSES).map(lineOf),
      ...(more > 0 ? [[`and ${counted(more, "finding")} of other causes`]] : []),
    ]),
    controls(
      button({
        id: actionIds.findingsList,
        label: "Look through them",
        value: listPlaceText({ filter: "open", offset: 0 }),
      }),
      button({
        id: actionIds.baselineStart,
        label: "Start the clock",
        value: "start",
        confirm: {
          title: "Start the clock?",
          text: `From now on each of the ${figure(findings)} has a due date by its severity, owners are reminded, and critical findings without an owner alert. It cannot be stopped again.`,
          yes: "Start the clock",
        },
      }),
    ),
  ];
}

/** What the person who pressed the button is told. */
export function clockStartedMessage({ started, findings }: Baseline, user: string): Message {
  if (started && started.by !== user)
    return notice("The clock was started already: ", person(started.by), ", ", dateSpan(started.at), ".");
  return notice(
    `The clock runs. ${counted(findings, "finding")} that ${findings === 1 ? "needs" : "need"} somebody now ${
      findings === 1 ? "has" : "have"
    } due dates, and owners are reminded.`,
  );
}

function bySeverityAndCount(one: BaselineGroup, other: BaselineGroup): number {
  const order = severities.indexOf(one.severity) - severities.indexOf(other.severity);
  return order || other.findings - one.findings;
}

function lineOf({ check, severity, findings }: BaselineGroup): readonly Span[] {
  const isOrganization = [...organizationChecks, coverageCheck].some(({ id }) => id === check);
  const whose = isOrganization ? "The organization" : counted(findings, "account");
  const cause = CAUSES[check] ?? checkOf({ check })?.title ?? check;
  return [emoji(SEVERITY_SIGNS[severity]), ` ${whose}: ${cause}  ·  ${severity}`];
}
