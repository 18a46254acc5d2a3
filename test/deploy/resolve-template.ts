type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/** A template of CloudFormation that makes one resource. */
export interface Template {
  readonly Parameters: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Default?: string; readonly AllowedValues?: readonly string[] }
    >
  >;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: JsonObject; readonly [other: string]: Json }>
  >;
}

const NOTHING = Symbol("AWS::NoValue");

/** What CloudFormation makes of a template's resources; throws for whatever refers to nothing. */
export function resolveTemplate(
  { Parameters, Conditions, Resources }: Template,
  given: Readonly<Record<string, string>>,
): {
  readonly properties: Readonly<Record<string, Record<string, Json>>>;
  readonly used: ReadonlySet<string>;
} {
  const used = new Set<string>();
  const values = parameterValues(Parameters, given);

  function referred(name: string): Json {
    used.add(name);
    if (name === "AWS::NoValue") return NOTHING;
    const value = values.get(name);
    if (value === undefined) throw new Error(`${name} is neither a parameter nor known otherwise`);
    return value;
  }

  function chosen([condition, whenMet, whenNot]: readonly Json[]): Json {
    const name = String(condition);
    if (!(name in Conditions)) throw new Error(`There is no condition ${name}`);
    used.add(name);
    const both = [resolved(whenMet), resolved(whenNot)];
    return resolved(Conditions[name]) === true ? both[0] : both[1];
  }

  const functions: Readonly<Record<string, (argument: Json) => Json>> = {
    Ref: (name) => referred(String(name)),
    "Fn::Sub": (text) =>
      String(text).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => String(referred(name))),
    "Fn::If": (branches) => chosen(branches as Json[]),
    "Fn::Equals": (sides) => {
      const [one, other] = (sides as Json[]).map(resolved);
      return one === other;
    },
    "Fn::Not": (conditions) => !resolved((conditions as Json[])[0]),
  };

  function resolved(value: Json): Json {
    if (Array.isArray(value)) return value.map(resolved).filter((each) => each !== NOTHING);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value);
    const [name = "", argument] = members[0] ?? [];
    if (/^(Ref|Fn::)/.test(name)) {
      const apply = functions[name];
      if (members.length > 1 || !apply) throw new Error(`${name} is not understood here`);
      return apply(argument);
    }
    return Object.fromEntries(
      members.map(([key, each]) => [key, resolved(each)] as const).filter(([, each]) => each !== NOTHING),
    );
  }

  const properties = Object.entries(Resources).map(
    ([name, { Properties }]) => [name, resolved(Properties) as Record<string, Json>] as const,
  );
  return { properties: Object.fromEntries(properties), used };
}

function parameterValues(
  parameters: Template["Parameters"],
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const unknown = Object.keys(given).filter((name) => !name.startsWith("AWS::") && !(name in parameters));
  if (unknown.length > 0) throw new Error(`There is no parameter ${unknown.join(", ")}`);
  const values = Object.entries(parameters).map(([name, { Default, AllowedValues }]) => {
    const value = given[name] ?? Default;
    if (value === undefined) throw new Error(`${name} has to be given`);
    if (AllowedValues && !AllowedValues.includes(value)) throw new Error(`${name} may not be ${value}`);
    return [name, value] as const;
  });
  return new Map([...Object.entries(given), ...values]);
}
