/** The workspace the app is in, once Slack has told. */
export interface Workspace {
  readonly team: string;
  /** `https://company.slack.com/` */
  readonly url: string;
}

/** Builds an address of a message that opens it in Slack, for whoever sees its channel. */
export function permalink({ url }: Pick<Workspace, 'url'>, channel: string, ts: string, rootTs?: string): string {
  const inThread = rootTs === undefined ? '' : `?thread_ts=${rootTs}&cid=${channel}`;
  return `${url}archives/${channel}/p${ts.replace('.', '')}${inThread}`;
}
