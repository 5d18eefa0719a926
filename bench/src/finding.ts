/** What a value must keep to. Ratios are value to floor. */
export interface Goal {
  readonly most?: number;
  readonly mostOfFloor?: number;
  readonly leastOfFloor?: number;
}

/** One line of the report. */
export interface Finding {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same run; null where nothing stands below. */
  readonly floor: number | null;
  readonly ratio: number | null;
  /** In words; null for a line that only informs. */
  readonly goal: string | null;
  readonly pass: boolean | null;
}

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  /** Where it is not value / floor: the median over the rounds of a run. */
  readonly ratio?: number;
  readonly goal?: Goal;
}

/** Holds a measurement against its floor and its goal. */
export function judge({ name, value, unit, floor, ratio, goal }: Measured): Finding {
  const compared = ratio ?? (floor === undefined ? null : value / floor);
  return {
    name,
    value,
    unit,
    floor: floor ?? null,
    ratio: compared,
    goal: goal === undefined ? null : describe(goal, unit),
    pass: goal === undefined ? null : holds(goal, value, compared),
  };
}

function holds({ most, mostOfFloor, leastOfFloor }: Goal, value: number, ratio: number | null): boolean {
  if (most !== undefined && value > most) return false;
  if (mostOfFloor === undefined && leastOfFloor === undefined) return true;
  if (ratio === null) throw new Error('a goal against a floor that was not measured');
  return ratio <= (mostOfFloor ?? Infinity) && ratio >= (leastOfFloor ?? -Infinity);
}

function describe({ most, mostOfFloor, leastOfFloor }: Goal, unit: string): string {
  const parts = [
    ...(mostOfFloor === undefined ? [] : [`≤ ${mostOfFloor} × floor`]),
    ...(leastOfFloor === undefined ? [] : [`≥ ${leastOfFloor} × floor`]),
    ...(most === undefined ? [] : [`≤ ${most} ${unit}`]),
  ];
  return parts.join(', ');
}
