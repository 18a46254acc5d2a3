import {
  areaTitles,
  type Diagnosis,
  type DoctorReport,
  diagnosisAreas,
  type Verdict,
} from "../../domain/diagnosis.ts";

/** Gives a text a colour, where there are colours. */
export type Paint = (style: "green" | "gray" | "yellow" | "red" | "bold", text: string) => string;

const MARKS = {
  good: { mark: "✓", style: "green" },
  off: { mark: "–", style: "gray" },
  warning: { mark: "!", style: "yellow" },
  broken: { mark: "✗", style: "red" },
} as const satisfies Readonly<Record<Verdict, object>>;

const INDENT = "    ";

/** The report for a terminal: a line a subject, with what mends it under whatever is not well. */
export function reportLines({ diagnoses }: DoctorReport, paint: Paint): readonly string[] {
  const width = Math.max(0, ...diagnoses.map(({ subject }) => subject.length));
  const areas = diagnosisAreas.flatMap((area) => {
    const lines = diagnoses.filter((line) => line.area === area);
    if (lines.length === 0) return [];
    return [paint("bold", areaTitles[area]), ...lines.flatMap((line) => linesOf(line, width, paint)), ""];
  });
  const lines = [...areas, tally(diagnoses)];
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "");
}

function linesOf({ subject, verdict, tried, found, mend }: Diagnosis, width: number, paint: Paint): string[] {
  const { mark, style } = MARKS[verdict];
  const line = `  ${paint(style, mark)} ${subject.padEnd(width)}  ${found}`;
  if (verdict === "good" || verdict === "off") return [line];
  return [
    line,
    `${INDENT}Tried: ${tried}`,
    ...(mend ? [`${INDENT}${mend.does}`] : []),
    ...indented(mend?.text),
  ];
}

function indented(text: string | undefined): string[] {
  return text === undefined ? [] : ["", ...text.split("\n").map((line) => `${INDENT}${INDENT}${line}`), ""];
}

function tally(diagnoses: readonly Diagnosis[]): string {
  const count = (wanted: Verdict) => diagnoses.filter(({ verdict }) => verdict === wanted).length;
  const warnings = count("warning");
  return `${count("good")} good, ${count("off")} off, ${warnings} ${warnings === 1 ? "warning" : "warnings"}, ${count("broken")} broken`;
}
