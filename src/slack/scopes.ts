/** Names what the app may do in the workspace: exactly what it uses. The manifest names the same, and the doctor asks for them. */
export const botScopes = [
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:write',
  'users:read',
  'users:read.email',
] as const;

/** Names the events the app is told of. */
export const botEvents = [
  'app_home_opened',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'tokens_revoked',
  'user_change',
] as const;
