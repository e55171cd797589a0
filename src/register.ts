// `node --import fmzproto/register` runs TypeScript, so that `node --test` finds an adapter's tests.
import 'jiti/register';
