import type { RawReply } from '../../adapter/Api.js';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseFields, untilTotal } from '../../adapter/fixRows.js';
import { createClientOrderId, isClientOrderId } from '../../adapter/orderIds.js';
import { phaseOf } from '../../adapter/orderStates.js';
import type { Page, Pages } from '../../adapter/readPages.js';
import type { FixMessage } from '../../fix/FixMessage.js';
import { type OrderRow, orderStates } from './parse.js';
import { isUnknown } from './reject.js';
import { reportRow, reportTags, totalReply, totalTags } from './replies.js';
import type { CTraderApi } from './state.js';
import { symbolNames } from './symbolNames.js';

/** ExecType (150). @see https://help.ctrader.com/fix/specification/ */
type ExecType = '0' | '4' | '5' | '8' | 'C' | 'F' | 'I';

/** Which messages are an answer: reports of these kinds, as others of one order may come in between, and every refusal. */
export function reportsOf(...kinds: ExecType[]): (message: FixMessage) => boolean {
  return (message) => message.type !== '8' || kinds.some((kind) => kind === message.get(150));
}

/** Whether a report is of an order that may still trade. */
export function isOpenReport(message: FixMessage): boolean {
  return message.type === '8' && (phaseOf(orderStates, message.get(39) ?? '') ?? 'open') === 'open';
}

/** An order of a report. @param id by which FMZ knows it. */
async function readReport(api: CTraderApi, message: FixMessage, id: string): Promise<OrderRow> {
  const row = parseFields(reportRow, message, reportTags);
  const nameOf = await symbolNames(api);
  return { ...row, name: nameOf(row.symbol), id };
}

/** Keeps the last report of an order that it says has ended, as far as it can be read. */
export async function keepEnd(
  api: CTraderApi,
  reply: RawReply & { message: FixMessage },
  id: string,
): Promise<void> {
  if (isOpenReport(reply.message)) return;
  const row = await readReport(api, reply.message, id).catch(() => undefined);
  if (row) api.state.knownOrders.noteEnd(api, { rows: [row], reply });
}

/**
 * An order, asked for by the client order id that cTrader knows it by (OrderStatusRequest, H). Some servers say in their
 * answer that the order is new, whatever has become of it.
 *
 * @param id by which FMZ knows it.
 * @throws ExchangeError that `isUnknown` knows where there is none.
 */
export async function readOrder(
  api: CTraderApi,
  clientId: string,
  id: string,
): Promise<Page<OrderRow, RawReply>> {
  const reply = await api.fix.ask({ type: 'H', fields: [[11, clientId]], accepts: reportsOf('I', '0') });
  return { rows: [await readReport(api, reply.message, id)], reply };
}

/**
 * Orders that are listed as open: all that a choice takes (OrderMassStatusRequest, AF).
 *
 * @param id by which FMZ knows what is chosen. @default the client order id where it is one of ours, else cTrader's own id
 */
export async function readOrders(
  api: CTraderApi,
  choose: (message: FixMessage) => boolean,
  id?: string,
): Promise<Pages<OrderRow, RawReply>> {
  const { messages, reply } = await askForAll(api);
  const shared = sharedClientIds(messages);
  const rows = messages
    .filter(choose)
    .map((message) => readReport(api, message, id ?? idOf(message, shared)));
  return { rows: await Promise.all(rows), replies: [reply] };
}

async function askForAll(api: CTraderApi): Promise<{ messages: readonly FixMessage[]; reply: RawReply }> {
  try {
    const reply = await api.fix.ask({
      type: 'AF',
      fields: [
        [584, createClientOrderId()],
        [585, '7'],
      ],
      isComplete: untilTotal(911),
    });
    void parseFields(totalReply, reply.message, totalTags);
    return { messages: reply.messages, reply };
  } catch (error) {
    // That is how cTrader says that there are none.
    if (error instanceof ExchangeError && isUnknown(error)) return { messages: [], reply: { raw: [] } };
    throw error;
  }
}

/** The orders that protect a position have the client order id of the one that opened it. */
function sharedClientIds(messages: readonly FixMessage[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const isSeen = (id: string) => seen.size === seen.add(id).size;
  return new Set(messages.flatMap((message) => message.get(11) ?? []).filter(isSeen));
}

function idOf(message: FixMessage, shared: ReadonlySet<string>): string {
  const clientId = message.get(11) ?? '';
  const isAlone = isClientOrderId(clientId) && !shared.has(clientId);
  return isAlone ? clientId : (message.get(37) ?? '');
}
