/** A class of which instances are made, whatever its constructor wants: whoever makes them knows. */
// any: with another type of parameters, no class whose constructor has some would be one
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Class<Instance = object> = new (...given: any[]) => Instance;
