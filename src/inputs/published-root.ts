// Pure: the TUF repository that werf is published in, and the root of trust that this action starts from.

/** A TUF repository and the root metadata that it is trusted by: the three words after the name in `trdl add`. */
export interface TufRepository {
  /** The repository's base URL, without a trailing slash. */
  readonly url: string;
  /** The version of the root metadata that trust starts from, a positive integer. */
  readonly rootVersion: number;
  /** SHA-512 of the file `ROOT_VERSION.root.json`: 128 lower-case hexadecimal digits. */
  readonly rootSha512: string;
}

/**
 * werf's own repository, by the newest root that werf publishes for `trdl add werf`. Newer roots are reached from it
 * through signatures (TUF specification 5.3), so that a rotation of werf's keys asks for no new release of this action.
 */
export const PUBLISHED_REPOSITORY: TufRepository = {
  url: 'https://tuf.werf.io',
  rootVersion: 12,
  rootSha512:
    'e1d3c7bcfdf473fe1466c5e9d9030bea0fed857d0563db1407754d2795256e4d063b099156807346cdcdc21d747326cc43f96fa2cacda5f1c67c8349fe09894d',
};
