/** What the files of a data folder hold, without the line end after it. */
export const tokenForm = /^[\w-]{32}$/;
export const proofKeyForm = /^[\w-]{43}$/;
export const credentialsForm = /^\[default\]\naws_access_key_id = (\w+)\naws_secret_access_key = (\w+)$/;
export const addressForm = /^http:\/\/127\.0\.0\.1:\d+$/;
