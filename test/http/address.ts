/** The address of a route with something in the place of its parameters: `/reports/:report{[a-z]+\.csv}` is `/reports/x.csv`. */
export function addressOf(path: string, valueFor: (parameter: string) => string): string {
  return path.replaceAll(/:(\w+)(?:\{[^/]*?(\.[a-z]+)?\})?/g, (_, name: string, ending = '') => `${valueFor(name)}${ending}`);
}
