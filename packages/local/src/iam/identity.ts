/** Who holds a set of credentials. */
export interface Identity {
  functionArn: string;
  roleArn: string;
  region: string;
  environmentId: string;
}
