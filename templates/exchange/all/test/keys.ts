/** FMZ's two key boxes, with keys that no account knows. */
// #if keys
export const keys = {
  access_key: '__accessKey__',
  secret_key: '__secretKey__',
};
// #else
export const keys = { access_key: '', secret_key: '' };
// #end
