// adaptivecards-templating names the sources of `adaptivecards` for one type; those sources do not compile under our
// settings, and the type is not used here.
export type IAdaptiveCard = Record<string, unknown>;
