/** One file of the built page. */
export interface BuiltFile {
  /** "/" or "/assets/NAME-HASH.EXTENSION". */
  readonly path: string;
  readonly type: string;
  /** Base64 of the whole, as it is sent to who takes Brotli, and to who takes gzip. */
  readonly br: string;
  readonly gzip: string;
  /** Of the content, for `/`, whose address stays. */
  readonly tag: string;
}
