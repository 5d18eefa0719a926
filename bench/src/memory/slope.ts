export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The straight line through `points` that misses them least (least squares): how much y grows with each x. */
export function slope(points: readonly Point[]): number {
  if (points.length < 2) throw new RangeError('a slope needs two points');
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  const spread = mean((point) => (point.x - x) ** 2);
  if (spread === 0) throw new RangeError('all points lie at one place');
  return mean((point) => (point.x - x) * (point.y - y)) / spread;
}
