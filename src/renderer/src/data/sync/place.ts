import type { ProfileRef } from '../../../../preload/contract/shapes';

/** Where copy jobs are read: with which credentials, in which Region. */
export interface Place {
  readonly profile: ProfileRef;
  readonly region: string;
}

/** A place as one text, for keys. Opaque: compare, do not take apart. */
export function placeKeyOf({ profile, region }: Place): string {
  return JSON.stringify([profile.origin, profile.name, region]);
}

/** Places, each once, in the order in which they come. */
export function eachPlace(places: readonly Place[]): readonly Place[] {
  return [
    ...new Map(places.map(({ profile, region }) => [placeKeyOf({ profile, region }), { profile, region }])).values(),
  ];
}
