/** Of each instrument what does not change any more, made once: the past is asked for over and over. */
export function remember<Instrument extends object, T>(): (
  instrument: Instrument,
  key: string,
  make: () => T,
) => T {
  const all = new WeakMap<Instrument, Map<string, T>>();
  return (instrument, key, make) => {
    const known = all.get(instrument) ?? new Map<string, T>();
    all.set(instrument, known);
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
}
