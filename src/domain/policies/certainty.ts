/** Whether something is so; "perhaps" where a policy or pattern says something that is not understood here. */
export type Certainty = "yes" | "no" | "perhaps";

export function sure(is: boolean): Certainty {
  return is ? "yes" : "no";
}

export function not(certainty: Certainty): Certainty {
  return certainty === "perhaps" ? certainty : sure(certainty === "no");
}

/** Whether one of them is so. */
export function any(certainties: readonly Certainty[]): Certainty {
  if (certainties.includes("yes")) return "yes";
  return certainties.includes("perhaps") ? "perhaps" : "no";
}

/** Whether every one of them is so. */
export function all(certainties: readonly Certainty[]): Certainty {
  return not(any(certainties.map(not)));
}
